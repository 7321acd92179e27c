package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.recording.Consent;
import it.sportello.recording.RecordingId;
import it.sportello.telephony.CallId;
import it.sportello.telephony.SpyId;
import java.time.Instant;
import java.util.Optional;

/// What happens because its instant has come.
final class Timers {
  private Timers() {}

  /// @param id of a contact, a call or an operator that was due a moment ago; what was decided
  ///   since may have changed that
  static void due(Object id, Turn turn) {
    switch (id) {
      case ContactId contact -> turn.state.contacts.get(contact).ifPresent(c -> contact(c, turn));
      case OperatorId operator -> {
        Operators.lost(operator, turn);
        Talks.lost(operator, turn);
      }
      case Parting.End end -> Consults.due(end, turn);
      case CallId call -> Reception.due(call, turn);
      case Dispatch.Key key -> Dispatches.due(key, turn);
      case Consent.Due due -> Consents.due(due.call(), turn);
      case RecordingId recording -> Recordings.due(recording, turn);
      case SpyId session -> Supervisions.due(session, turn);
      default -> throw new IllegalStateException("nothing of the desk is due as " + id);
    }
  }

  private static void contact(Contact contact, Turn turn) {
    if (contact.state().nextDeadline().filter(at -> !turn.now.isBefore(at)).isEmpty()) {
      Steps.due(contact, turn);
      return;
    }
    if (contact.state() instanceof ContactState.Dialling dialling) {
      OutgoingCalls.due(contact, dialling, turn);
      return;
    }
    if (contact.state() instanceof ContactState.Escalated) {
      Experts.expire(contact.id(), turn);
      return;
    }
    turn.tell(Optional.of(contact), new ContactCommand.TimePassed(retryAfter(contact, turn)));
    if (contact.state() instanceof ContactState.Offered offered) {
      contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
      // Without a word from the telephone nobody knows whether it rang, or was answered.
      if (contact.call().isEmpty() || turn.state.operator(offered.operator()).phone()) {
        Operators.pauseForNotAnswering(offered.operator(), turn);
      }
    }
  }

  private static Instant retryAfter(Contact contact, Turn turn) {
    return contact.owner().map(o -> Queueing.askAgainAt(o, turn)).orElse(turn.now);
  }
}

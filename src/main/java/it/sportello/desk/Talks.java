package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What becomes of a talk whose operator cannot be heard any more.
final class Talks {
  private Talks() {}

  /// The operator's softphone is not there. A page that lost its connection comes back with the
  /// call; a closed one leaves the caller with nobody, so the talk gets a short grace.
  static void phoneGone(OperatorId id, Turn turn) {
    Operators.phone(id, false, turn);
    boolean talks = !of(id, turn).isEmpty() || ConsultCalls.isAsked(id, turn);
    if (turn.state.operator(id).talkUntil().isEmpty() && talks) {
      turn.happened(new OperatorEvent.TalkAtRisk(id, graceEnds(turn)));
    }
  }

  /// Nobody knows yet which softphones are there: the grace begins anew.
  static void started(Operator operator, Turn turn) {
    if (operator.talkUntil().isPresent()) {
      turn.happened(new OperatorEvent.TalkAtRisk(operator.id(), graceEnds(turn)));
    }
  }

  private static Instant graceEnds(Turn turn) {
    return turn.now.plus(turn.rules.talks().phoneGrace());
  }

  /// The grace of a talk without a softphone is over: the caller goes back to the queue, and may
  /// have the same operator again as soon as the softphone is there.
  static void lost(OperatorId id, Turn turn) {
    Operator operator = turn.state.operator(id);
    if (operator.talkUntil().filter(at -> !turn.now.isBefore(at)).isEmpty()) {
      return;
    }
    turn.happened(new OperatorEvent.TalkLost(id));
    ConsultCalls.gone(id, true, turn);
    for (Contact contact : of(id, turn)) {
      if (ConsultCalls.lost(contact, id, turn)) {
        continue;
      }
      turn.tell(
          Optional.of(contact), new ContactCommand.GiveBack(id, Because.UNREACHABLE, turn.now, ""));
      contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
    }
  }

  private static List<Contact> of(OperatorId id, Turn turn) {
    return turn.state
        .inHandsOf(id)
        .filter(c -> c.call().isPresent())
        .filter(
            c ->
                c.state() instanceof ContactState.Handling
                    || c.state() instanceof ContactState.OnHold)
        .toList();
  }
}

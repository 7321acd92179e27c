package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Callback;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.BeginningCall;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Calls that operators make: first their own phone rings, then the number outside. From the answer
/// on they are calls like any other.
final class OutgoingCalls {
  /// How long the PBX may take to tell, on top of the time that something rings.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private OutgoingCalls() {}

  static void place(Command.CallOut c, Turn turn) throws Turn.Refusal {
    OperatorProfile profile = turn.rules.operators().get(c.operator());
    if (profile == null || !profile.queues().contains(c.queue())) {
      throw new Turn.Refusal("no-such-queue", "queue " + c.queue() + " (expected: one of yours)");
    }
    checkFree(c.operator(), c.contact(), turn);
    turn.happened(
        new ContactEvent.CallPlaced(
            c.contact(),
            c.operator(),
            c.customer(),
            c.code(),
            turn.rules.queue(c.queue()).id(),
            c.name(),
            c.number()));
    dial(turn.contact(c.contact()), c.operator(), turn);
  }

  /// The same number once more, while the operator wraps up because nobody was reached.
  static void again(Command.CallAgain c, Turn turn) throws Turn.Refusal {
    checkFree(c.operator(), c.contact(), turn);
    dial(turn.contact(c.contact()), c.operator(), turn);
  }

  /// @param contact whose call it is; it may be in the operator's hands
  private static void checkFree(OperatorId id, ContactId contact, Turn turn) throws Turn.Refusal {
    Operator operator = turn.state.operator(id);
    if (operator.presence() == Presence.AWAY) {
      throw new Turn.Refusal("away", "you are away (expected: available, or on a pause)");
    }
    if (!operator.phone()) {
      throw new Turn.Refusal("no-phone", "your telephone is not connected");
    }
    boolean busy =
        turn.state.isEngaged(id)
            || turn.state
                .inHandsOf(id)
                .filter(c -> !c.id().equals(contact))
                .anyMatch(c -> c.isLive() || c.state() instanceof ContactState.Offered);
    if (busy) {
      throw new Turn.Refusal(
          "not-free", "you are offered a contact, talk to somebody, or wrap up a call");
    }
  }

  static void dial(Contact contact, OperatorId operator, Turn turn) throws Turn.Refusal {
    CallId call = CallId.outgoing(contact.id(), contact.dialled().times() + 1);
    Duration ringFor = ownRings(contact.queue(), turn);
    turn.decide(
        contact, new ContactCommand.Dial(operator, call, turn.now.plus(ringFor).plus(GRACE)));
    turn.act(new Effect.CallOwn(call, contact.id(), operator, number(contact), ringFor));
  }

  private static String number(Contact contact) {
    return contact.callback().map(Callback::number).orElse(contact.address());
  }

  /// As long as an offer.
  private static Duration ownRings(QueueId queue, Turn turn) {
    return turn.rules.queue(queue).target(Channel.VOICE).offerFor();
  }

  /// The operator is on the line: now the number outside.
  static void ownAnswered(CallId call, OperatorId operator, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(call);
    if (contact.isEmpty()) {
      turn.act(new Effect.HangUp(call));
      return;
    }
    TalkRules talks = turn.rules.talks();
    var ready = new ContactCommand.DialReady(operator, turn.now.plus(talks.dialFor()).plus(GRACE));
    if (turn.tell(contact, ready)) {
      turn.act(
          new Effect.CallOutside(
              call, number(contact.get()), talks.shown(contact.get().queue()), talks.dialFor()));
    }
  }

  /// The operator's own phone did not answer, or is out of it: whoever is being called is let go.
  static void ownEnded(CallId call, Turn turn) {
    Optional<Contact> contact = turn.state.contactOf(call);
    if (contact.isPresent() && contact.get().state() instanceof Dialling dialling) {
      ended(contact.get(), dialling.ready() ? Reached.CANCELLED : Reached.NO_PHONE, turn);
    }
  }

  /// The operator ends it in the console before anybody outside answered.
  static void cancelled(Contact contact, Turn turn) {
    ended(contact, Reached.CANCELLED, turn);
  }

  static void notReached(CallEvent.NotReached e, Turn turn) {
    turn.state.contactOf(e.call()).ifPresent(contact -> ended(contact, e.reached(), turn));
  }

  private static void ended(Contact contact, Reached reached, Turn turn) {
    Optional<CallId> call = contact.call();
    if (!(contact.state() instanceof Dialling)) {
      return;
    }
    boolean ended =
        contact.callback().isPresent()
            ? Callbacks.ended(contact, reached, turn)
            : turn.tell(
                Optional.of(contact),
                new ContactCommand.DialEnd(reached, Queueing.wrapUpUntil(contact, turn)));
    if (ended) {
      call.ifPresent(id -> turn.act(new Effect.HangUp(id)));
    }
  }

  /// The PBX never told how it went on.
  static void due(Contact contact, Dialling dialling, Turn turn) {
    ended(contact, dialling.ready() ? Reached.NO_ANSWER : Reached.NO_PHONE, turn);
  }

  /// The leg outside is gone although nobody heard that it was joined with the operator's.
  static void hungUp(Contact contact, Turn turn) {
    ended(contact, Reached.FAILED, turn);
  }

  /// Goes on with calls that were beginning while the desk could not hear the PBX, or says how they
  /// ended.
  static void resync(CallEvent.Resync e, Turn turn) {
    for (BeginningCall call : e.beginning()) {
      if (turn.state.contactOf(call.call()).isEmpty()) {
        // nobody waits for it any more
        turn.act(new Effect.HangUp(call.call()));
      }
    }
    for (Contact contact : List.copyOf(turn.state.contacts.all())) {
      if (contact.state() instanceof Dialling dialling) {
        contact.call().ifPresent(call -> found(contact, dialling, call, e, turn));
      }
    }
  }

  private static void found(
      Contact contact, Dialling dialling, CallId call, CallEvent.Resync e, Turn turn) {
    Optional<LiveCall> reached = e.calls().stream().filter(c -> c.call().equals(call)).findFirst();
    Optional<BeginningCall> beginning =
        e.beginning().stream().filter(c -> c.call().equals(call)).findFirst();
    if (reached.isPresent()) {
      reached
          .get()
          .talkingTo()
          .ifPresent(o -> turn.tell(Optional.of(contact), new ContactCommand.Accept(o)));
    } else if (beginning.isEmpty()) {
      ended(contact, Reached.FAILED, turn);
    } else if (beginning.get().own() && !dialling.ready()) {
      ownAnswered(call, dialling.operator(), turn);
    } else if (dialling.ready() && !beginning.get().dialled()) {
      ended(contact, Reached.FAILED, turn);
    }
  }
}

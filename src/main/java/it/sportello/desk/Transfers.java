package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState.Preference;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Queue;
import it.sportello.telephony.CallEvent;
import java.util.Optional;

/// How a contact leaves an operator's hands for somebody else's.
final class Transfers {
  private Transfers() {}

  static void toQueue(Command.Transfer c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    Queue queue = turn.rules.queues().get(c.queue());
    if (queue == null) {
      throw new Turn.Refusal("no-such-queue", "queue " + c.queue() + " (expected: a queue's id)");
    }
    transfer(contact, c.operator(), queue, Because.TRANSFERRED, Optional.empty(), turn);
  }

  /// The contact waits for exactly this operator for a while, then for anybody of its queue.
  static void toOperator(Command.TransferTo c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    OperatorProfile to = turn.rules.operators().get(c.to());
    if (to == null || (contact.isLive() && to.extension().isEmpty())) {
      throw new Turn.Refusal(
          "no-such-operator", "operator " + c.to() + " (expected: one who takes such contacts)");
    }
    boolean back = c.to().equals(c.operator());
    if (back && !contact.isLive()) {
      throw new Turn.Refusal("wrong-state", "the contact is in your hands already");
    }
    transfer(
        contact,
        c.operator(),
        turn.rules.queue(contact.queue()),
        back ? Because.RECONNECTED : Because.TRANSFERRED,
        Optional.of(new Preference(c.to(), turn.now.plus(turn.rules.talks().directFor()))),
        turn);
  }

  private static void transfer(
      Contact contact,
      OperatorId operator,
      Queue queue,
      Because because,
      Optional<Preference> preference,
      Turn turn)
      throws Turn.Refusal {
    turn.decide(
        contact,
        new ContactCommand.Transfer(
            operator,
            queue.id(),
            Queueing.priority(contact, queue),
            Queueing.deadline(contact, queue, turn),
            because,
            preference));
    contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
  }

  static void forward(Command.Forward c, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(c.contact());
    turn.decide(
        contact,
        new ContactCommand.Forward(c.operator(), c.number(), Queueing.wrapUpUntil(contact, turn)));
    TalkRules talks = turn.rules.talks();
    contact
        .call()
        .ifPresent(
            call ->
                turn.act(
                    new Effect.DialOut(
                        call, c.number(), talks.shown(contact.queue()), talks.dialFor())));
  }

  /// A caller whom nobody outside took is on the way back to the waiting room; whoever passed them
  /// on may have them again at once.
  static void forwardEnded(CallEvent.Forwarded e, Turn turn) {
    turn.tell(turn.state.contactOf(e.call()), new ContactCommand.ForwardEnd(e.reached(), turn.now));
  }
}

package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.routing.Queue;
import java.util.Optional;

/// What a supervisor moves by hand: a contact that waits, is being offered, or is written work in
/// somebody's hands.
final class Moves {
  private Moves() {}

  static void toFront(Command.MoveToFront c, Turn turn) throws Turn.Refusal {
    Contact contact = movable(c.contact(), turn);
    if (!(contact.state() instanceof Waiting)) {
      throw new Turn.Refusal("wrong-state", "only what waits can be put to the front");
    }
    turn.happened(new ContactEvent.Moved(c.contact(), c.by(), ContactEvent.Moved.FRONT, ""));
  }

  static void toQueue(Command.MoveToQueue c, Turn turn) throws Turn.Refusal {
    Queue queue = turn.rules.queues().get(c.queue());
    if (queue == null) {
      throw new Turn.Refusal("no-such-queue", "queue " + c.queue() + " (expected: a queue's id)");
    }
    Contact contact = movable(c.contact(), turn);
    if (!queue.targets().containsKey(contact.channel())) {
      throw new Turn.Refusal(
          "no-such-queue", "queue " + c.queue() + " takes no " + contact.channel().code());
    }
    turn.happened(
        new ContactEvent.Moved(c.contact(), c.by(), ContactEvent.Moved.QUEUE, c.queue().value()));
    enter(contact, queue.id(), Optional.empty(), turn);
  }

  static void toOperator(Command.MoveToOperator c, Turn turn) throws Turn.Refusal {
    var profile = turn.rules.operators().get(c.operator());
    if (profile == null || profile.capacity().getOrDefault(channelOf(c, turn), 0) < 1) {
      throw new Turn.Refusal(
          "no-such-operator",
          "operator " + c.operator() + " (expected: one who takes such contacts)");
    }
    Contact contact = movable(c.contact(), turn);
    turn.happened(
        new ContactEvent.Moved(
            c.contact(), c.by(), ContactEvent.Moved.OPERATOR, c.operator().value()));
    var until = turn.now.plus(turn.rules.talks().directFor());
    enter(contact, contact.queue(), Optional.of(new Preference(c.operator(), until)), turn);
  }

  private static Channel channelOf(Command.MoveToOperator c, Turn turn) throws Turn.Refusal {
    return turn.contact(c.contact()).channel();
  }

  /// An offer goes back first; the ring ends.
  private static Contact movable(ContactId id, Turn turn) throws Turn.Refusal {
    Contact contact = turn.contact(id);
    if (contact.state() instanceof Offered offered) {
      turn.decide(
          contact, new ContactCommand.GiveBack(offered.operator(), Because.MOVED, turn.now, ""));
      contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
      return turn.contact(id);
    }
    boolean work =
        !contact.isLive()
            && (contact.state() instanceof Handling || contact.state() instanceof OnHold);
    if (!work && !(contact.state() instanceof Waiting)) {
      throw new Turn.Refusal("wrong-state", "the contact neither waits nor is written work");
    }
    return contact;
  }

  /// What waits keeps the time waited and the deadline; what was in hands waits anew.
  private static void enter(
      Contact contact, QueueId queue, Optional<Preference> preference, Turn turn) {
    Queue to = turn.rules.queue(queue);
    boolean waits = contact.state() instanceof Waiting;
    var deadline =
        contact.state() instanceof Waiting place
            ? place.deadline()
            : Queueing.deadline(contact, to, turn);
    turn.happened(
        new ContactEvent.Queued(
            contact.id(),
            to.id(),
            Queueing.priority(contact, to),
            deadline,
            waits ? Because.MOVED : Because.TRANSFERRED,
            preference));
    WaitingRoom.movedElsewhere(contact.id(), turn);
  }
}

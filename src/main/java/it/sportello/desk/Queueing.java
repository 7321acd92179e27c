package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.Needs;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.routing.PriorityRule.Looked;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts contacts into queues with the deadline that the queue's target gives them.
final class Queueing {
  private Queueing() {}

  static void enqueue(Contact contact, QueueId name, Turn turn) throws Turn.Refusal {
    Queue queue = turn.rules.queue(name);
    turn.decide(
        contact,
        new ContactCommand.Enqueue(
            queue.id(),
            priority(contact, queue),
            deadline(contact, queue, turn),
            wanted(contact, queue, turn)));
  }

  /// What a new contact asks by itself, before it enters a queue.
  static void require(ContactId contact, Needs own, Looked at, Turn turn) {
    Needs needs = turn.rules.routing().needs(own, at);
    if (!needs.isNone()) {
      turn.happened(new ContactEvent.Required(contact, needs));
    }
  }

  /// The queue's priority and the contact's own.
  static int priority(Contact contact, Queue queue) {
    return queue.priority() + contact.needs().priority();
  }

  /// Nobody waits for who is not there, or does not serve the queue.
  private static Optional<Preference> wanted(Contact contact, Queue queue, Turn turn) {
    Duration preferFor =
        contact.isLive() ? turn.rules.routing().preferLiveFor() : turn.rules.preferFor();
    return contact
        .needs()
        .wanted()
        .filter(o -> !contact.needs().excluded().contains(o))
        .filter(o -> serves(turn.rules.operators().get(o), queue))
        .filter(o -> turn.state.operator(o).console())
        .filter(o -> turn.state.operator(o).presence() != Presence.AWAY)
        .map(operator -> new Preference(operator, turn.now.plus(preferFor)));
  }

  private static boolean serves(@Nullable OperatorProfile operator, Queue queue) {
    return operator != null && operator.queues().contains(queue.id());
  }

  static Instant deadline(Contact contact, Queue queue, Turn turn) {
    Queue.Target target = queue.target(contact.channel());
    return target.clock().plus(turn.now, target.within());
  }

  static Instant wrapUpUntil(Contact contact, Turn turn) {
    return turn.now.plus(turn.rules.queue(contact.queue()).wrapUpFor());
  }

  /// From when an operator who gives a contact back now may be asked about it again.
  static Instant askAgainAt(OperatorId operator, Turn turn) {
    return turn.now.plus(Passes.penalty(operator, turn));
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.Needs;
import it.sportello.routing.Queue;
import java.time.Instant;
import java.util.Optional;

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
            wanted(contact, turn)));
  }

  /// What a new contact asks by itself, before it enters a queue.
  static void require(ContactId contact, Needs needs, Turn turn) {
    if (!needs.isNone()) {
      turn.happened(new ContactEvent.Required(contact, needs));
    }
  }

  /// The queue's priority and the contact's own.
  static int priority(Contact contact, Queue queue) {
    return queue.priority() + contact.needs().priority();
  }

  private static Optional<Preference> wanted(Contact contact, Turn turn) {
    return contact
        .needs()
        .wanted()
        .filter(turn.rules.operators()::containsKey)
        .map(operator -> new Preference(operator, turn.now.plus(turn.rules.preferFor())));
  }

  static Instant deadline(Contact contact, Queue queue, Turn turn) {
    Queue.Target target = queue.target(contact.channel());
    return target.clock().plus(turn.now, target.within());
  }

  static Instant wrapUpUntil(Contact contact, Turn turn) {
    return turn.now.plus(turn.rules.queue(contact.queue()).wrapUpFor());
  }

  static Instant askAgainAt(Turn turn) {
    return turn.now.plus(turn.rules.askAgainAfter());
  }
}

package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.routing.Queue;
import java.time.Instant;

/// Puts contacts into queues with the deadline that the queue's target gives them.
final class Queueing {
  private Queueing() {}

  static void enqueue(Contact contact, QueueId name, Turn turn) throws Turn.Refusal {
    Queue queue = turn.rules.queue(name);
    turn.decide(
        contact,
        new ContactCommand.Enqueue(queue.id(), queue.priority(), deadline(contact, queue, turn)));
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

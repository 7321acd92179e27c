package it.sportello.web.live;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.web.api.Shapes;
import it.sportello.web.server.Json;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Says what changed in the words of the live socket, and to whom; numbers every message.
///
/// Used on the feed's lane only.
final class Frames {
  private record Snapshot(
      String kind,
      long n,
      Shapes.Operator me,
      List<Shapes.Card> contacts,
      List<Shapes.Queue> queues,
      List<Shapes.Escalation> escalations,
      boolean catchingUp) {}

  private record Contact(String kind, long n, Shapes.Card contact) {}

  private record Gone(String kind, long n, String id) {}

  private record Me(String kind, long n, Shapes.Operator me) {}

  private record Queue(String kind, long n, Shapes.Queue queue) {}

  private record Escalation(String kind, long n, Shapes.Escalation escalation) {}

  private record Message(String kind, long n, String id, boolean arrived) {}

  private final Consumer<LiveMessage> consoles;
  private final AtomicLong number;

  /// @param after every message gets a larger number than this
  Frames(Consumer<LiveMessage> consoles, long after) {
    this.consoles = consoles;
    number = new AtomicLong(after);
  }

  /// Makes the message that tells one console everything; whoever asked sends it.
  LiveMessage snapshot(
      OperatorId to,
      Shapes.Operator me,
      List<Shapes.Card> contacts,
      List<Shapes.Queue> queues,
      List<Shapes.Escalation> escalations,
      boolean catchingUp) {
    long n = number.incrementAndGet();
    var frame = new Snapshot("snapshot", n, me, contacts, queues, escalations, catchingUp);
    return new LiveMessage(n, new Audience.One(to), Json.writeText(frame));
  }

  void contact(OperatorId owner, Shapes.Card card) {
    send(new Audience.One(owner), n -> new Contact("contact", n, card));
  }

  void gone(OperatorId before, ContactId id) {
    send(new Audience.One(before), n -> new Gone("gone", n, id.value()));
  }

  void me(OperatorId id, Shapes.Operator me) {
    send(new Audience.One(id), n -> new Me("me", n, me));
  }

  void queue(Shapes.Queue queue) {
    send(new Audience.All(), n -> new Queue("queue", n, queue));
  }

  void escalation(Set<OperatorId> interested, Shapes.Escalation escalation) {
    send(new Audience.Several(interested), n -> new Escalation("escalation", n, escalation));
  }

  /// @param arrived whether the customer wrote; the operator is told, not only the page renewed
  void message(OperatorId owner, ContactId id, boolean arrived) {
    send(new Audience.One(owner), n -> new Message("message", n, id.value(), arrived));
  }

  private void send(Audience audience, LongFunction<Object> frame) {
    long n = number.incrementAndGet();
    consoles.accept(new LiveMessage(n, audience, Json.writeText(frame.apply(n))));
  }
}

package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.Widened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines in which contacts wait, one for each [Demand] that there is or was.
final class Lines {
  /// Above this, lines that nobody stands in are given up before another one is opened: contacts
  /// that each ask for something else must not fill the memory.
  private static final int MOST_LINES = 2_000;

  private final Map<QueueId, Queue> queues;
  private final QueueId fallback;
  private final Order order;
  private final Collection<Seat> seats;
  private final List<OperatorId> everybody;
  private final List<Kind> kinds = new ArrayList<>();
  private final Map<Demand, Line> lines = new HashMap<>();

  /// @param seats in the order of their numbers and ids
  Lines(Map<QueueId, Queue> queues, QueueId fallback, Order order, Collection<Seat> seats) {
    this.queues = Map.copyOf(queues);
    this.fallback = fallback;
    this.order = order;
    this.seats = seats;
    this.everybody = seats.stream().map(seat -> seat.profile.id()).toList();
  }

  Line of(Contact contact) {
    Demand demand = demand(contact);
    Line line = lines.get(demand);
    if (line == null) {
      giveUpEmptyOnes();
      line = open(demand);
      lines.put(demand, line);
    }
    return line;
  }

  Collection<Line> all() {
    return lines.values();
  }

  /// What a contact demands now: what its queue asks and what it asks by itself, or what is left of
  /// both.
  Demand demand(Contact contact) {
    QueueId name = queues.containsKey(contact.queue()) ? contact.queue() : fallback;
    return new Demand(name, contact.channel(), contact.isLive(), skills(contact, name));
  }

  private Map<String, Integer> skills(Contact contact, QueueId name) {
    Optional<Widened> widened =
        contact.state() instanceof Waiting w ? w.widened() : Optional.empty();
    if (widened.isPresent()) {
      return widened.get().skills();
    }
    Queue queue = queues.get(name);
    return queue == null ? contact.needs().skills() : queue.skillsFor(contact.needs());
  }

  private Line open(Demand demand) {
    Queue queue = queues.get(demand.queue());
    Duration starveAfter = queue == null ? Duration.ofDays(1) : queue.starveAfter();
    var line = new Line(demand, new Crew(kind(demand), everybody), starveAfter, order);
    for (Seat seat : seats) {
      Optional<String> never = demand.whyNever(seat.profile);
      if (never.isEmpty()) {
        seat.enter(line);
      } else if (!never.get().equals("other-queue")) {
        line.crew.refuse(seat.number, never.get());
      }
    }
    return line;
  }

  private Kind kind(Demand demand) {
    for (Kind kind : kinds) {
      if (kind.channel == demand.channel() && kind.live == demand.live()) {
        return kind;
      }
    }
    var kind = new Kind(demand.channel(), demand.live(), everybody.size());
    kinds.add(kind);
    return kind;
  }

  private void giveUpEmptyOnes() {
    if (lines.size() < MOST_LINES) {
      return;
    }
    lines.values().removeIf(Line::isEmpty);
    seats.forEach(Seat::forgetEmptyLines);
  }

  /// Whether this operator could ever take what its queue usually gets.
  static boolean serves(Seat seat, Queue queue) {
    return seat.profile.queues().contains(queue.id())
        && queue.skills().entrySet().stream()
            .allMatch(s -> seat.profile.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
  }
}

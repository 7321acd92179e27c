package it.sportello.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.routing.Queue;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/// Shows Prometheus how many contacts each queue has in which state, and since when the oldest of
/// those that nobody has taken is there.
///
/// Changed on the desk lane; a scrape reads from its own thread.
public final class QueueMeters implements Watcher {
  private static final List<String> STATES =
      List.of("waiting", "offered", "dialling", "handling", "hold", "wrapup", "escalated");

  private record Line(QueueId queue, Channel channel) {}

  private record Waiter(Instant since, ContactId id) {
    static final Comparator<Waiter> OLDEST_FIRST =
        Comparator.comparing(Waiter::since).thenComparing(Waiter::id);
  }

  /// What is shown of one queue and channel.
  private record Shown(Map<String, AtomicInteger> contacts, NavigableSet<Waiter> waiters) {}

  private final MeterRegistry registry;
  private final Map<Line, Shown> lines = new HashMap<>();
  private final Map<ContactId, Contact> known = new HashMap<>();

  /// @param queues every queue, so that each series is there from the start
  public QueueMeters(MeterRegistry registry, Collection<Queue> queues) {
    this.registry = registry;
    for (Queue queue : queues) {
      queue.targets().keySet().forEach(channel -> line(new Line(queue.id(), channel)));
    }
  }

  /// Takes over the contacts that were open before the first commit.
  public void start(Collection<Contact> open) {
    open.forEach(contact -> change(contact.id(), Optional.of(contact)));
  }

  @Override
  public void committed(Committed committed) {
    committed.contacts().forEach(this::change);
  }

  private void change(ContactId id, Optional<Contact> now) {
    Optional.ofNullable(known.remove(id)).ifPresent(before -> count(before, -1));
    now.ifPresent(
        contact -> {
          known.put(id, contact);
          count(contact, 1);
        });
  }

  private void count(Contact contact, int by) {
    if (contact.state() instanceof ContactState.Arrived) {
      // in a menu: in no queue yet
      return;
    }
    Shown shown = line(new Line(contact.queue(), contact.channel()));
    Optional.ofNullable(shown.contacts().get(state(contact))).ifPresent(n -> n.addAndGet(by));
    Optional<Waiter> waiter = since(contact).map(at -> new Waiter(at, contact.id()));
    if (by > 0) {
      waiter.ifPresent(shown.waiters()::add);
    } else {
      waiter.ifPresent(shown.waiters()::remove);
    }
  }

  private static String state(Contact contact) {
    return switch (contact.state()) {
      case ContactState.Arrived _, ContactState.Waiting _ -> "waiting";
      case ContactState.Offered _ -> "offered";
      case ContactState.Handling _ -> "handling";
      case ContactState.OnHold _ -> "hold";
      case ContactState.WrapUp _ -> "wrapup";
      case ContactState.Dialling _ -> "dialling";
      case ContactState.Escalated _ -> "escalated";
      case ContactState.Closed _ -> "closed";
    };
  }

  /// Since when the customer waits for somebody to take the contact; empty if somebody has, and for
  /// what a call whose caller has gone left to do, or who is to be called back.
  private static Optional<Instant> since(Contact contact) {
    if (contact.isLive() != contact.channel().isLive() || contact.callback().isPresent()) {
      return Optional.empty();
    }
    return switch (contact.state()) {
      case ContactState.Waiting s -> Optional.of(s.since());
      case ContactState.Offered s -> Optional.of(s.place().since());
      case ContactState.Arrived _,
          ContactState.Handling _,
          ContactState.OnHold _,
          ContactState.WrapUp _,
          ContactState.Dialling _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          Optional.empty();
    };
  }

  private Shown line(Line line) {
    return lines.computeIfAbsent(line, this::register);
  }

  private Shown register(Line line) {
    Tags tags = Tags.of("queue", line.queue().value(), "channel", line.channel().code());
    var shown = new Shown(new HashMap<>(), new ConcurrentSkipListSet<>(Waiter.OLDEST_FIRST));
    for (String state : STATES) {
      var count = new AtomicInteger();
      shown.contacts().put(state, count);
      Gauge.builder("contactcenter.queue.contacts", count, AtomicInteger::get)
          .tags(tags.and("state", state))
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder(
            "contactcenter.queue.oldest.enqueue.timestamp.seconds",
            shown.waiters(),
            QueueMeters::oldest)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return shown;
  }

  /// Seconds since 1970; not a number while nobody waits, so that no age is computed from it.
  private static double oldest(NavigableSet<Waiter> waiters) {
    try {
      return waiters.first().since().toEpochMilli() / 1000.0;
    } catch (NoSuchElementException nobodyWaits) {
      return Double.NaN;
    }
  }
}

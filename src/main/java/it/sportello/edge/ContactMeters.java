package it.sportello.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.Waits;
import it.sportello.desk.Waits.Wait;
import it.sportello.journal.Recorded;
import it.sportello.observe.Meters;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Counts what the desk records, for Prometheus. Names as in `docs/metrics.md`; certified figures
/// come from the journal.
public final class ContactMeters implements Watcher {
  /// The bounds that contracts and regulators use: exact buckets, no interpolation. Seconds.
  private static final Duration[] BOUNDS =
      List.of(5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 600).stream()
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  /// Abandoned within this time counts as a short abandon.
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final Waits waits = new Waits();

  /// @param queues every queue, so that each series starts at zero
  public ContactMeters(MeterRegistry registry, Collection<Queue> queues) {
    this.registry = registry;
    registerCallbacks();
    for (Queue queue : queues) {
      queue.targets().keySet().forEach(channel -> register(tags(queue.id(), channel)));
    }
  }

  private void registerCallbacks() {
    registry.counter(Meters.CALLBACKS, "what", "promised");
    for (CallbackEnd end : CallbackEnd.values()) {
      registry.counter(Meters.CALLBACKS, "what", end.code());
    }
  }

  private void register(Tags tags) {
    registry.counter("contactcenter.contacts.offered", tags);
    registry.counter("contactcenter.contacts.answered", tags);
    registry.counter("contactcenter.contacts.abandoned", abandonTags(tags, "true"));
    registry.counter("contactcenter.contacts.abandoned", abandonTags(tags, "false"));
    timer("contactcenter.answer.wait", tags);
    timer("contactcenter.abandon.wait", tags);
  }

  /// Takes over the contacts that were open before the first commit.
  public void start(Collection<Contact> open) {
    waits.start(open);
  }

  @Override
  public void committed(Committed committed) {
    waits.of(committed).forEach(this::count);
    callbacks(committed);
  }

  private void callbacks(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      switch (recorded.fact()) {
        case ContactEvent.CallbackPromised _ -> callback("promised");
        case ContactEvent.CallbackEnded e -> callback(e.why().code());
        default -> {}
      }
    }
  }

  private void callback(String what) {
    registry.counter(Meters.CALLBACKS, "what", what).increment();
  }

  private void count(Wait wait) {
    Tags tags = tags(wait.queue(), wait.channel());
    switch (wait.kind()) {
      case OFFERED -> registry.counter("contactcenter.contacts.offered", tags).increment();
      case ANSWERED -> {
        registry.counter("contactcenter.contacts.answered", tags).increment();
        measure("contactcenter.answer.wait", wait);
      }
      case ABANDONED -> {
        String isShort = String.valueOf(wait.waited().compareTo(SHORT) <= 0);
        registry
            .counter("contactcenter.contacts.abandoned", abandonTags(tags, isShort))
            .increment();
        measure("contactcenter.abandon.wait", wait);
      }
    }
  }

  /// What a call left to do waits for hours: it would hide how long callers wait.
  private void measure(String name, Wait wait) {
    if (wait.live() == wait.channel().isLive()) {
      timer(name, tags(wait.queue(), wait.channel())).record(wait.waited());
    }
  }

  private Timer timer(String name, Tags tags) {
    return Timer.builder(name)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .maximumExpectedValue(Duration.ofHours(1))
        .register(registry);
  }

  private static Tags tags(QueueId queue, Channel channel) {
    return Tags.of("queue", queue.value(), "channel", channel.code());
  }

  private static Tags abandonTags(Tags tags, String isShort) {
    return tags.and("phase", "queue", "short", isShort);
  }
}

package it.sportello.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactFold;
import it.sportello.contact.ContactState;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Recorded;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures for Prometheus how long operators had contacts in hands: talk, hold and wrap-up.
///
/// All three are recorded once for each stay in a queue that was answered, when it ends: the
/// contact is closed or moved to another queue. Coming back with an opinion goes on with the same
/// stay, as for the indicator `AHT`. What was done before a restart is missing here. On the desk
/// lane.
public final class HandleMeters implements Watcher {
  /// A short question, a usual call, a difficult one, a long letter.
  private static final Duration[] BOUNDS =
      List.of(30, 60, 120, 180, 240, 300, 420, 600, 900, 1800, 3600).stream()
          .map(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private static final List<String> COMPONENTS = List.of("talk", "hold", "wrapup");

  /// A contact, since when it is in its state, and what was spent on it in this stay.
  private static final class Stay {
    private Contact contact;
    private Instant since;
    private boolean answered;
    private Duration talk = Duration.ZERO;
    private Duration hold = Duration.ZERO;
    private Duration wrapUp = Duration.ZERO;

    Stay(Contact contact, Instant since) {
      this.contact = contact;
      this.since = since;
    }

    void spend(Instant until) {
      Duration spent = Duration.between(since, until);
      if (spent.isNegative()) {
        return;
      }
      switch (contact.state()) {
        case ContactState.Handling _ -> talk = talk.plus(spent);
        case ContactState.OnHold _ -> hold = hold.plus(spent);
        case ContactState.WrapUp _ -> wrapUp = wrapUp.plus(spent);
        case ContactState.Arrived _,
            ContactState.Waiting _,
            ContactState.Offered _,
            ContactState.Dialling _,
            ContactState.Escalated _,
            ContactState.Closed _ -> {}
      }
    }

    void begin() {
      answered = false;
      talk = Duration.ZERO;
      hold = Duration.ZERO;
      wrapUp = Duration.ZERO;
    }
  }

  private final MeterRegistry registry;
  private final Map<ContactId, Stay> stays = new HashMap<>();

  /// @param queues every queue, so that each series starts at zero
  public HandleMeters(MeterRegistry registry, Collection<Queue> queues) {
    this.registry = registry;
    for (Queue queue : queues) {
      for (Channel channel : queue.targets().keySet()) {
        COMPONENTS.forEach(component -> timer(queue.id(), channel, component));
      }
    }
  }

  /// Takes over the contacts that were open before the first commit.
  public void start(Collection<Contact> open) {
    for (Contact contact : open) {
      begun(contact.state())
          .ifPresent(
              since -> {
                var stay = new Stay(contact, since);
                stay.answered = true;
                stays.put(contact.id(), stay);
              });
      stays.computeIfAbsent(contact.id(), _ -> new Stay(contact, contact.arrivedAt()));
    }
  }

  /// Since when it is in an operator's hands; empty if it is in nobody's.
  private static Optional<Instant> begun(ContactState state) {
    return switch (state) {
      case ContactState.Handling s -> Optional.of(s.since());
      case ContactState.OnHold s -> Optional.of(s.since());
      case ContactState.WrapUp s -> Optional.of(s.since());
      case ContactState.Arrived _,
          ContactState.Waiting _,
          ContactState.Offered _,
          ContactState.Dialling _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          Optional.empty();
    };
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof ContactEvent event) {
        take(event, recorded.entry().at());
      }
    }
  }

  private void take(ContactEvent event, Instant at) {
    ContactFold.begin(event, at)
        .ifPresent(contact -> stays.put(contact.id(), new Stay(contact, at)));
    Stay stay = stays.get(event.id());
    if (stay == null) {
      return;
    }
    Contact after = ContactFold.apply(stay.contact, event, at);
    if (!after.state().equals(stay.contact.state())) {
      stay.spend(at);
      stay.since = at;
    }
    if (event instanceof ContactEvent.Queued e && e.because().isWish()) {
      end(stay);
    }
    stay.answered |= event instanceof ContactEvent.Accepted;
    stay.contact = after;
    if (after.state() instanceof ContactState.Closed) {
      end(stay);
      stays.remove(event.id());
    }
  }

  private void end(Stay stay) {
    if (stay.answered) {
      QueueId queue = stay.contact.queue();
      Channel channel = stay.contact.channel();
      timer(queue, channel, "talk").record(stay.talk);
      timer(queue, channel, "hold").record(stay.hold);
      timer(queue, channel, "wrapup").record(stay.wrapUp);
    }
    stay.begin();
  }

  private Timer timer(QueueId queue, Channel channel, String component) {
    return Timer.builder("contactcenter.handle")
        .tags("queue", queue.value(), "channel", channel.code(), "component", component)
        .serviceLevelObjectives(BOUNDS)
        .maximumExpectedValue(Duration.ofDays(1))
        .register(registry);
  }
}

package it.sportello.edge;

import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Needs;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.HistoryBroken;
import it.sportello.history.HistoryStore;
import it.sportello.history.HistoryStore.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers who took each customer's last contact, so that the next one goes to them first.
///
/// For the hundred thousand customers who were taken last. Any thread; the lock is held for a look
/// only.
public final class LastOperators implements Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(LastOperators.class);
  private static final int MOST = 100_000;

  private record Last(OperatorId operator, Instant at) {}

  /// The customers who were taken last.
  private static final class Recent extends LinkedHashMap<CustomerId, Last> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CustomerId, Last> eldest) {
      return size() > MOST;
    }
  }

  private final Duration rememberFor;
  private final InstantSource clock;
  private final Map<CustomerId, Last> last = new Recent();

  /// @param rememberFor how long the last operator is wanted; zero: never
  public LastOperators(Duration rememberFor, InstantSource clock) {
    this.rememberFor = rememberFor;
    this.clock = clock;
  }

  @Override
  public void committed(Committed committed) {
    committed
        .recorded()
        .forEach(
            r -> {
              if (r.fact() instanceof ContactEvent.Accepted e) {
                Optional.ofNullable(committed.contacts().get(e.id()))
                    .flatMap(c -> c)
                    .map(Contact::customer)
                    .ifPresent(c -> put(c, new Last(e.operator(), r.entry().at())));
              }
            });
  }

  /// Takes in what was there before this server started. It may take a while; what is committed
  /// meanwhile counts more. Histories that cannot be read are logged and missed.
  public void recall(HistoryStore histories) {
    Instant now = clock.instant();
    try {
      histories.activeBetween(now.minus(rememberFor), now, Visitor.all(this::recall));
    } catch (HistoryBroken e) {
      LOG.warn("who had which customer last is known from now on only: {}", e.getMessage());
    }
  }

  private void recall(ContactHistory history) {
    for (Leg leg : history.legs()) {
      if (leg.operator().isPresent() && leg.answeredAt().isPresent()) {
        put(history.customer(), new Last(leg.operator().get(), leg.answeredAt().get()));
      }
    }
  }

  private synchronized void put(CustomerId customer, Last now) {
    Last before = last.get(customer);
    if (before == null || !now.at().isBefore(before.at())) {
      last.remove(customer);
      last.put(customer, now);
    }
  }

  /// What a new contact of this customer asks for: the operator who knows them, if one does.
  public Needs needsOf(CustomerId customer) {
    return wanted(customer)
        .map(o -> new Needs(Map.of(), 0, Optional.of(o), List.of(), List.of("last-operator")))
        .orElse(Needs.NONE);
  }

  private synchronized Optional<OperatorId> wanted(CustomerId customer) {
    return Optional.ofNullable(last.get(customer))
        .filter(l -> clock.instant().isBefore(l.at().plus(rememberFor)))
        .map(Last::operator);
  }
}

package it.sportello.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.base.Channel;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts calls to numbers that nobody configured, and warns at most once a minute: they wait in
/// the default queue, so somebody should notice.
///
/// Called on the desk lane.
public final class UnknownNumbers implements Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownNumbers.class);
  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  private final Set<String> known;
  private final Counter counter;
  private Instant quietUntil = Instant.MIN;

  /// @param known the numbers of the configuration
  public UnknownNumbers(Set<String> known, MeterRegistry registry) {
    this.known = Set.copyOf(known);
    counter = registry.counter("sportello.phone.unknown.numbers");
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof ContactEvent.Arrived arrived
          && arrived.channel() == Channel.VOICE
          && !known.contains(arrived.via())) {
        counter.increment();
        warn(arrived.via(), recorded.entry().at());
      }
    }
  }

  private void warn(String did, Instant at) {
    if (!at.isBefore(quietUntil)) {
      quietUntil = at.plus(WARN_EVERY);
      LOG.warn("call to {}, a number of no phone.numbers: it waits in the default queue", did);
    }
  }
}

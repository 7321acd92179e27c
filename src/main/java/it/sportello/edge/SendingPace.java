package it.sportello.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Keeps each mailbox to its messages per minute, evenly spaced: providers count, and refuse or
/// lock whoever sends in bursts.
///
/// Every attempt takes a place, first come, first served. Forgets nothing but at a restart, which
/// costs a mailbox one message too early. May be used from any thread.
final class SendingPace {
  private final Function<String, Optional<Duration>> spacing;
  private final Map<String, Instant> free = new ConcurrentHashMap<>();

  /// @param spacing the time between two messages of a mailbox; empty: none
  SendingPace(Function<String, Optional<Duration>> spacing) {
    this.spacing = spacing;
  }

  /// Takes the mailbox's next place.
  ///
  /// @return how long it is until then; zero for now
  Duration next(String mailbox, Instant now) {
    Optional<Duration> between = spacing.apply(mailbox);
    if (between.isEmpty()) {
      return Duration.ZERO;
    }
    Instant after =
        free.merge(
            mailbox,
            now.plus(between.get()),
            (before, fresh) -> before.isAfter(now) ? before.plus(between.get()) : fresh);
    return Duration.between(now, after.minus(between.get()));
  }
}

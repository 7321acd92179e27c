package it.sportello.indicator;

import it.sportello.base.QueueId;
import java.time.Duration;
import java.time.Instant;

/// Measures waiting as a queue does: only while it is open.
@FunctionalInterface
public interface QueueClock {
  /// Returns how much of the queue's own time lies between two instants.
  Duration between(QueueId queue, Instant from, Instant to);
}

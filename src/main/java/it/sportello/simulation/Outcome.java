package it.sportello.simulation;

import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.Optional;

/// What became of one contact. All times are since midnight.
///
/// @param deadline when its queue's target wanted it taken; empty if it entered no queue
/// @param operator who took it
/// @param takenAt when that was
/// @param endedAt when it was over, for its customer or its operator; empty if it still waits
/// @param overflowed whether it went on waiting in another queue
public record Outcome(
    Arrival arrival,
    End end,
    Optional<Duration> deadline,
    Optional<OperatorId> operator,
    Optional<Duration> takenAt,
    Optional<Duration> endedAt,
    boolean overflowed) {
  /// How it ended.
  public enum End {
    /// An operator took it, and finished it.
    ANSWERED,
    /// The customer lost patience.
    ABANDONED,
    /// The queue was too full or too slow and sent the caller away; counts as abandoned.
    RELEASED,
    /// The queue was closed and said so; counts neither as offered nor as abandoned.
    OUT_OF_HOURS,
    /// Nobody had taken it when the last operator had left.
    WAITING
  }

  /// How long the customer waited until somebody took it, or until they left; empty if they still
  /// wait or were told that the queue is closed.
  public Optional<Duration> waited() {
    return takenAt
        .or(() -> end == End.WAITING ? Optional.empty() : endedAt)
        .filter(_ -> end != End.OUT_OF_HOURS)
        .map(until -> until.minus(arrival.at()));
  }
}

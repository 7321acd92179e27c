package it.sportello.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Mean and percentiles of waits. A percentile is an observed wait: the nearest rank, never a value
/// between two.
///
/// @param count how many; the rest is empty if none
public record Waits(
    int count,
    Optional<Duration> mean,
    Optional<Duration> p50,
    Optional<Duration> p90,
    Optional<Duration> p95,
    Optional<Duration> p99,
    Optional<Duration> max) {

  static Waits of(List<Duration> waits) {
    Duration[] sorted = waits.toArray(Duration[]::new);
    Arrays.sort(sorted);
    Duration sum = Duration.ZERO;
    for (Duration wait : sorted) {
      sum = sum.plus(wait);
    }
    Optional<Duration> mean =
        sorted.length == 0 ? Optional.empty() : Optional.of(sum.dividedBy(sorted.length));
    return new Waits(
        sorted.length,
        mean,
        rank(sorted, 50),
        rank(sorted, 90),
        rank(sorted, 95),
        rank(sorted, 99),
        rank(sorted, 100));
  }

  private static Optional<Duration> rank(Duration[] sorted, int percent) {
    return sorted.length == 0
        ? Optional.empty()
        : Optional.of(sorted[Math.ceilDiv(sorted.length * percent, 100) - 1]);
  }
}

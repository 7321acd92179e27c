package it.sportello.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Allows each key so many calls in a time, refilled evenly. Safe to use from several threads.
///
/// Remembers a bounded number of keys; the one longest unseen is forgotten first.
public final class Throttle {
  private static final int MAX_KEYS = 20_000;

  private final long calls;
  private final Duration in;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets = new RecentKeys();

  /// @param calls at least 1, possible at once
  /// @param in the time after which they are all possible again
  public Throttle(long calls, Duration in, InstantSource clock) {
    this.calls = calls;
    this.in = in;
    time = new ClockMeter(clock);
  }

  /// Takes one call.
  ///
  /// @return how long to wait before the next try; empty when the call is allowed
  public Optional<Duration> take(String key) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /// Gives a call back that turned out to be harmless.
  public void giveBack(String key) {
    bucket(key).addTokens(1);
  }

  private synchronized Bucket bucket(String key) {
    return buckets.computeIfAbsent(key, _ -> newBucket());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, in))
        .withCustomTimePrecision(time)
        .build();
  }

  private static final class RecentKeys extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1L;

    RecentKeys() {
      super(256, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MAX_KEYS;
    }
  }

  private record ClockMeter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return clock.millis() * 1_000_000L;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}

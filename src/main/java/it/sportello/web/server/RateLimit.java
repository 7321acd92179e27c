package it.sportello.web.server;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Allows each client address so many calls in a time, refilled evenly. Safe to use from several
/// threads.
///
/// Remembers a bounded number of addresses; the one longest unseen is forgotten first. All
/// addresses of one IPv6 /64 count as one, because a single client has them all.
public final class RateLimit {
  private static final int MAX_ADDRESSES = 20_000;

  private final long calls;
  private final Duration in;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  /// @param calls at least 1, possible at once
  /// @param in the time after which they are all possible again
  public RateLimit(long calls, Duration in, InstantSource clock) {
    this.calls = calls;
    this.in = in;
    time = new ClockMeter(clock);
  }

  /// Takes one call.
  ///
  /// @return how long to wait before the next try; empty when the call is allowed
  public Optional<Duration> take(InetAddress address) {
    ConsumptionProbe probe = bucket(address).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /// Takes one call for a request.
  ///
  /// @throws RequestRefused 429 `too-many-requests` when there were too many
  public void require(Request request) {
    if (take(request.remoteAddress()).isPresent()) {
      throw new RequestRefused(
          429, "too-many-requests", "Troppe richieste, riprovi tra poco / Too many requests");
    }
  }

  private synchronized Bucket bucket(InetAddress address) {
    return buckets.computeIfAbsent(key(address), _ -> newBucket());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, in))
        .withCustomTimePrecision(time)
        .build();
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(bytes, 8))
        : address.getHostAddress();
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

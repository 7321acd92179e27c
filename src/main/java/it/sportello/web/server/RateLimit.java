package it.sportello.web.server;

import it.sportello.access.Throttle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/// Allows each client address so many calls in a time. Safe to use from several threads.
///
/// All addresses of one IPv6 /64 count as one, because a single client has them all.
public final class RateLimit {
  private final Throttle throttle;

  /// @param calls at least 1, possible at once
  /// @param in the time after which they are all possible again, evenly refilled
  public RateLimit(long calls, Duration in, InstantSource clock) {
    throttle = new Throttle(calls, in, clock);
  }

  /// Takes one call.
  ///
  /// @return how long to wait before the next try; empty when the call is allowed
  public Optional<Duration> take(InetAddress address) {
    return throttle.take(keyOf(address));
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

  /// What counts as one client.
  public static String keyOf(InetAddress address) {
    return address instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(address.getAddress(), 8))
        : address.getHostAddress();
  }
}

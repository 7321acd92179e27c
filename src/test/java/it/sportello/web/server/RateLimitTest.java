package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T10:00:00Z"));
  private final RateLimit limit = new RateLimit(3, Duration.ofMinutes(1), now::get);

  private Optional<Duration> take(String address) throws UnknownHostException {
    return limit.take(InetAddress.getByName(address));
  }

  @Test
  void refillsEvenly() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertTrue(take("192.0.2.1").isEmpty());
    }
    assertEquals(Optional.of(Duration.ofSeconds(20)), take("192.0.2.1"));
    now.updateAndGet(t -> t.plusSeconds(20));
    assertTrue(take("192.0.2.1").isEmpty());
    assertTrue(take("192.0.2.1").isPresent());
  }

  @Test
  void countsEachAddressAndEachIpv6Network() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertTrue(take("2001:db8::" + i).isEmpty());
    }
    assertTrue(take("2001:db8::ffff").isPresent());
    assertTrue(take("2001:db8:0:1::1").isEmpty());
    assertTrue(take("192.0.2.2").isEmpty());
  }
}

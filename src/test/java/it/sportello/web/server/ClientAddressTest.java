package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import it.sportello.base.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proxies are 10.0.0.0/24 and 2001:db8::/64; everybody else may write what they like.
final class ClientAddressTest {
  private final ClientAddress clients = new ClientAddress(ranges("10.0.0.0/24", "2001:db8::/64"));

  private static List<AddressRange> ranges(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // peer | X-Forwarded-For | who it is
        "198.51.100.7 |                                  | 198.51.100.7",
        "198.51.100.7 | 203.0.113.9                      | 198.51.100.7",
        "198.51.100.7 | 10.0.0.2                         | 198.51.100.7",
        "10.0.0.2     |                                  | 10.0.0.2",
        "10.0.0.2     | 203.0.113.9                      | 203.0.113.9",
        "10.0.0.2     | 192.0.2.66, 203.0.113.9          | 203.0.113.9",
        "10.0.0.2     | 10.0.0.9, 203.0.113.9            | 203.0.113.9",
        "10.0.0.2     | 192.0.2.66, 203.0.113.9,10.0.0.3 | 203.0.113.9",
        "10.0.0.2     | 10.0.0.4, 10.0.0.3               | 10.0.0.4",
        "10.0.0.2     | 203.0.113.9, unknown             | 10.0.0.2",
        "10.0.0.2     | 203.0.113.9, , 10.0.0.3          | 10.0.0.3",
        "10.0.0.2     | ::ffff:203.0.113.9               | 203.0.113.9",
        "2001:db8::5  | 2001:db8:1::9                    | 2001:db8:1::9",
        "2001:db8:1::5| 203.0.113.9                      | 2001:db8:1::5",
      })
  void isTheNearestHopThatIsNoProxyOfOurs(String peer, @Nullable String forwarded, String client) {
    var headers = new DefaultHttpHeaders();
    if (forwarded != null) {
      headers.add("X-Forwarded-For", forwarded);
    }
    assertEquals(InetAddress.ofLiteral(client), clients.of(headers, InetAddress.ofLiteral(peer)));
  }

  @Test
  void readsSeveralHeadersAsOneList() {
    var headers = new DefaultHttpHeaders();
    headers.add("X-Forwarded-For", "192.0.2.66");
    headers.add("X-Forwarded-For", "203.0.113.9");
    assertEquals(
        InetAddress.ofLiteral("203.0.113.9"),
        clients.of(headers, InetAddress.ofLiteral("10.0.0.2")));
  }

  @Test
  void countsEachClientBehindAProxyAndNoInventedOne() throws IOException {
    var limit =
        new RateLimit(1, Duration.ofMinutes(1), () -> Instant.parse("2026-11-20T10:00:00Z"));
    var router =
        new Router()
            .add(
                Method.GET,
                "/once",
                Access.PUBLIC,
                r -> Response.text(limit.take(r.remoteAddress()).isEmpty() ? 200 : 429, ""));
    try (var proxied =
        new TestServer(router, options -> options.behind(false, ranges("127.0.0.0/8")))) {
      assertEquals(200, statusFor(proxied, "203.0.113.9"));
      assertEquals(429, statusFor(proxied, "203.0.113.9"));
      assertEquals(429, statusFor(proxied, "192.0.2.1, 203.0.113.9"));
      assertEquals(200, statusFor(proxied, "203.0.113.10"));
    }
    try (var direct = new TestServer(router)) {
      assertEquals(200, statusFor(direct, "203.0.113.20"));
      assertEquals(429, statusFor(direct, "203.0.113.21"));
    }
  }

  private static int statusFor(TestServer server, String forwarded) throws IOException {
    return server
        .ask("GET /once HTTP/1.1\nHost: localhost\nX-Forwarded-For: %s\n\n".formatted(forwarded))
        .status();
  }
}

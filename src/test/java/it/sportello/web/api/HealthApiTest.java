package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.AddressRange;
import it.sportello.observe.DebugTree;
import it.sportello.observe.Health;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What monitoring sees.
final class HealthApiTest {
  private final Health health = new Health();
  private final DebugTree debug = new DebugTree();
  private final TestServer server;

  HealthApiTest() throws IOException {
    var router = new Router();
    new HealthApi(health, debug, () -> "up 1\n", InetAddress::isLoopbackAddress).addTo(router);
    AddressRange proxy = AddressRange.parse("127.0.0.1");
    server = new TestServer(router, options -> options.behind(true, List.of(proxy)));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void isReadyUnlessSomethingIsDown() throws IOException {
    health.add("journal", () -> Health.Check.ready("12 entries"));
    health.add("telephony", () -> Health.Check.notConfigured("no PBX"));
    RawHttp.Answer ready = server.get("/health/ready");
    assertEquals(200, ready.status());
    assertEquals(
        """
        {"ready":true,"parts":{"journal":{"state":"READY","text":"12 entries"},\
        "telephony":{"state":"NOT_CONFIGURED","text":"no PBX"}}}\
        """,
        ready.body());
    health.add("broken", HealthApiTest::broken);
    assertEquals(503, server.get("/health/ready").status());
    assertEquals(200, server.get("/health/live").status());
  }

  private static Health.Check broken() {
    throw new IllegalStateException("bug");
  }

  @Test
  void showsWhatThePartsKnowOnlyToWhomItMay() throws IOException {
    debug.add("desk", () -> Map.of("waiting", 3));
    debug.add("broken", HealthApiTest::brokenState);
    assertEquals(
        "{\"desk\":{\"waiting\":3},\"broken\":{\"failed\":\"IllegalStateException\"}}",
        server.get("/debug").body());
    String elsewhere = "GET /debug HTTP/1.1\nHost: a\nX-Forwarded-For: 192.0.2.7\n\n";
    assertEquals(403, server.ask(elsewhere).status());
  }

  private static Map<String, Object> brokenState() {
    throw new IllegalStateException("bug");
  }

  @Test
  void showsMetricsOnlyToWhomItMay() throws IOException {
    assertEquals("up 1\n", server.get("/metrics").body());
    String throughProxy = "GET /metrics HTTP/1.1\nHost: a\nX-Forwarded-For: %s\n\n";
    assertEquals(403, server.ask(throughProxy.formatted("192.0.2.7")).status());
    // only what our own proxy added counts
    assertEquals(403, server.ask(throughProxy.formatted("127.0.0.1, 192.0.2.7")).status());
    assertEquals(403, server.ask(throughProxy.formatted("x, 192.0.2.7, 127.0.0.1")).status());
  }

  @Test
  void asksBrowsersToStayOnHttps() throws IOException {
    assertEquals(
        "max-age=31536000", server.get("/health/live").header("Strict-Transport-Security"));
  }
}

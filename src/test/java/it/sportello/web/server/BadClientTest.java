package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.observe.Meters;
import it.sportello.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a broken, slow or hostile client gets, and that others do not notice it.
final class BadClientTest {
  private final AtomicInteger handled = new AtomicInteger();
  private final TestServer server;

  BadClientTest() throws IOException {
    server = new TestServer(router(), TestServer::hurried);
  }

  private Router router() {
    return new Router()
        .add(Method.GET, "/hello", Access.PUBLIC, _ -> Response.text(200, "hello"))
        .add(Method.GET, "/endless", Access.PUBLIC, _ -> Response.stream(200, "a/b", Zeros::new))
        .add(Route.of(Method.POST, "/deaf", Access.PUBLIC, _ -> deaf()))
        .add(
            Route.of(Method.POST, "/echo", Access.PUBLIC, r -> Response.bytes(200, "a/b", r.body()))
                .withMaxBody(1024 * 1024));
  }

  private Response deaf() {
    handled.incrementAndGet();
    return Response.noContent();
  }

  /// A file without end.
  private static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }
  }

  @AfterEach
  void othersAreStillServedThenStop() throws IOException {
    assertEquals("hello", server.get("/hello").body());
    server.close();
  }

  private void answers(int status, String request) throws IOException {
    try (var http = server.connect()) {
      RawHttp.Answer answer = http.send(request).read();
      assertEquals(status, answer.status(), request);
      assertTrue(http.isClosed(), request);
    }
  }

  @Test
  void refusesWhatIsNotHttp() throws IOException {
    answers(400, "\u0016\u0003\u0001 hello\n\n");
    answers(400, "GET /hello\n\n");
    answers(400, "GET /hello HTTP/1.1\nHost localhost\n\n");
    answers(400, "GET /hello HTTP/1.1\nHost: localhost\nA B: c\n\n");
    answers(400, "POST /echo HTTP/1.1\nHost: localhost\nContent-Length: x\n\n");
    answers(400, "POST /echo HTTP/1.1\nHost: a\nContent-Length: 3\nContent-Length: 4\n\nabcd");
    answers(
        400,
        "POST /echo HTTP/1.1\nHost: a\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n");
  }

  @Test
  void asksForExactlyOneHost() throws IOException {
    assertEquals(400, server.ask("GET /hello HTTP/1.1\n\n").status());
    assertEquals(400, server.ask("GET /hello HTTP/1.1\nHost: a\nHost: b\n\n").status());
  }

  @Test
  void refusesOtherVersions() throws IOException {
    assertEquals(505, server.ask("GET /hello HTTP/2.0\nHost: a\n\n").status());
  }

  @Test
  void refusesAnAddressThatClimbsOrIsMalformed() throws IOException {
    for (String path :
        List.of("/../etc", "/a/%2e%2e/b", "/hello%00", "/%zz", "/%", "*", "hello", "/a%5c..%5cb")) {
      assertEquals(400, server.get(path).status(), path);
    }
  }

  @Test
  void boundsLineAndHeaders() throws IOException {
    answers(414, "GET /" + "a".repeat(9000) + " HTTP/1.1\nHost: a\n\n");
    answers(431, "GET /hello HTTP/1.1\nHost: a\nX: " + "a".repeat(17_000) + "\n\n");
  }

  @Test
  void refusesABadChunk() throws IOException {
    answers(400, "POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nxyz\nhello\n0\n\n");
  }

  @Test
  void refusesADeclaredBodyThatIsTooLargeWithoutReadingIt() throws IOException {
    answers(413, "POST /echo HTTP/1.1\nHost: a\nContent-Length: 1048577\n\nabc");
  }

  @Test
  void refusesAnUndeclaredBodyAsSoonAsItIsTooLarge() throws IOException {
    try (var http = server.connect()) {
      http.send("POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      byte[] chunk =
          ("10000\r\n" + "a".repeat(65536) + "\r\n")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      for (int i = 0; i < 17; i++) {
        http.sendBytes(chunk);
      }
      assertEquals(413, http.read().status());
      assertTrue(http.isClosed());
    }
  }

  @Test
  void closesAnIdleConnectionSilently() throws IOException {
    try (var http = server.connect()) {
      assertTrue(http.isClosed());
    }
    assertEquals(1, server.count(Meters.HTTP_CUT, "reason", "idle"));
  }

  @Test
  void answers408ToHeadersThatTrickle() throws Exception {
    try (var http = server.connect()) {
      http.send("GET /hello HTTP/1.1\nHo");
      var sent = new CountDownLatch(1);
      Thread.startVirtualThread(
          () -> {
            trickle(http, "a", 100);
            sent.countDown();
          });
      assertEquals(408, http.read().status());
      assertTrue(http.isClosed());
    }
    assertEquals(1, server.count(Meters.HTTP_CUT, "reason", "slow-headers"));
  }

  /// Sends a little every 50 ms until the server has had enough.
  private static void trickle(RawHttp http, String text, int times) {
    var pause = new java.util.concurrent.Semaphore(0);
    try {
      for (int i = 0; i < times; i++) {
        http.send(text);
        pause.tryAcquire(50, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
    } catch (IOException | InterruptedException _) {
      // closed, as it should be
    }
  }

  @Test
  void answers408ToABodyThatStops() throws IOException {
    answers(408, "POST /deaf HTTP/1.1\nHost: a\nContent-Length: 10\n\nabc");
    assertEquals(0, handled.get(), "a request that never came whole must change nothing");
  }

  @Test
  void answers408ToABodyThatTricklesForEver() throws IOException {
    try (var http = server.connect()) {
      http.send("POST /echo HTTP/1.1\nHost: a\nContent-Length: 100000\n\n");
      Thread.startVirtualThread(() -> trickle(http, "a", 1000));
      assertEquals(408, http.read().status());
    }
  }

  @Test
  void doesNotRunAHandlerForAClientThatLeftInTheMiddle() throws IOException {
    try (var http = server.connect()) {
      http.send("POST /deaf HTTP/1.1\nHost: a\nContent-Length: 10\n\nabc");
    }
    Eventually.within(
        Duration.ofSeconds(60),
        () -> server.meters.get(Meters.HTTP_CONNECTIONS).gauge().value() == 0);
    assertEquals(0, handled.get());
  }

  @Test
  void cutsOffAReaderThatDoesNotRead() throws IOException {
    try (var http = server.connect()) {
      http.send("GET /endless HTTP/1.1\nHost: a\n\n");
      Eventually.within(
          Duration.ofSeconds(10),
          () -> server.count(Meters.HTTP_CUT, "reason", "slow-reader") >= 1);
    }
    Eventually.within(
        Duration.ofSeconds(60),
        () -> server.meters.get(Meters.HTTP_CONNECTIONS).gauge().value() == 0);
  }

  @Test
  void turnsAwayConnectionsOverTheBound() throws IOException {
    List<RawHttp> open = new ArrayList<>();
    for (int i = 0; i < 105; i++) {
      open.add(server.connect());
    }
    Eventually.within(
        Duration.ofSeconds(60), () -> server.count(Meters.HTTP_CONNECTIONS_REFUSED) >= 5);
    for (RawHttp http : open) {
      http.close();
    }
    Eventually.within(
        Duration.ofSeconds(60),
        () -> server.meters.get(Meters.HTTP_CONNECTIONS).gauge().value() == 0);
  }
}

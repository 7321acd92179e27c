package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.observe.Meters;
import it.sportello.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// WebSockets: who may open one, what goes through, how they end.
final class SocketTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<SocketOut> outs = new LinkedBlockingQueue<>();
  private final TestServer server;

  SocketTest() throws IOException {
    server =
        new TestServer(
            new Router()
                .add(
                    SocketRoute.of("/echo", Access.LOGGED_IN, _ -> new Echo())
                        .withLimits(1000, 100_000))
                .add(
                    SocketRoute.of("/quiet", Access.PUBLIC, _ -> new Echo())
                        .withPingEvery(Duration.ofMillis(100)))
                .add(
                    SocketRoute.of("/sip", Access.LOGGED_IN, SocketTest::refuse)
                        .withSubprotocol("sip")));
  }

  private static SocketListener refuse(Request request) {
    throw new RequestRefused(503, "pbx-unavailable", "no PBX for " + request.path());
  }

  private final class Echo implements SocketListener {
    private SocketOut out = new NoSocket();

    @Override
    public void onOpen(SocketOut opened) {
      out = opened;
      outs.add(opened);
    }

    @Override
    public void onText(String text) {
      out.text("echo " + text);
    }

    @Override
    public void onWritable() {
      heard.add("writable");
    }

    @Override
    public void onClosed(int code, String reason) {
      heard.add("closed " + code + " " + reason);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private TestSocket open(String path) {
    return TestSocket.open(server.port, path, "sportello=anna");
  }

  @Test
  void echoesText() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.send("ciao €");
      assertEquals("echo ciao €", socket.next());
      socket.sendInTwoParts("a", "b");
      assertEquals("echo ab", socket.next());
    }
  }

  @Test
  void letsInOnlyOwnPagesWithASession() throws IOException {
    assertEquals(101, handshake("/echo", "http://localhost:1", "anna"));
    assertEquals(403, handshake("/echo", "http://evil.example", "anna"));
    assertEquals(403, handshake("/echo", "http://localhost:2", "anna"));
    assertEquals(403, handshake("/echo", "null", "anna"));
    assertEquals(401, handshake("/echo", "http://localhost:1", "nobody"));
    assertEquals(400, handshake("/sip", "http://localhost:1", "anna"));
    assertEquals(426, server.get("/echo").status());
    assertEquals(405, server.ask("POST /echo HTTP/1.1\nHost: a\n\n").status());
  }

  private int handshake(String path, String origin, String token) throws IOException {
    return server
        .ask(
            """
            GET %s HTTP/1.1
            Host: localhost:1
            Origin: %s
            Cookie: sportello=%s
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                .formatted(path, origin, token))
        .status();
  }

  @Test
  void answersAProblemWhenTheHandlerRefuses() throws IOException {
    try (var http = server.connect()) {
      String request =
          """
          GET /sip HTTP/1.1
          Host: localhost
          Origin: http://localhost
          Cookie: sportello=anna
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Protocol: sip

          """;
      // the connection is still good for HTTP
      assertEquals(503, http.send(request).read().status());
      assertEquals(503, http.send(request).read().status());
    }
  }

  @Test
  void closesOnWhatIsTooLong() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.send("x".repeat(1001));
      assertEquals("closed 1009", socket.closed());
    }
    try (TestSocket socket = open("/echo")) {
      socket.sendInTwoParts("x".repeat(600), "x".repeat(600));
      assertEquals("closed 1009", socket.closed());
    }
  }

  @Test
  void closesOnBinaryThatNobodyTakes() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.sendBinary(new byte[3]);
      assertEquals("closed 1003", socket.closed());
    }
  }

  @Test
  void tellsTheListenerHowThePeerLeft() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.closeWith(4321, "bye");
      assertEquals("closed 4321 bye", heard.poll(5, TimeUnit.SECONDS));
    }
    try (TestSocket socket = open("/echo")) {
      socket.abort();
      assertEquals("closed 1006 ", heard.poll(5, TimeUnit.SECONDS));
    }
    Eventually.within(SOON, () -> server.meters.get(Meters.SOCKETS).gauge().value() == 0);
  }

  @Test
  void closesFromOurSideWithCodeAndReason() throws Exception {
    try (TestSocket socket = open("/echo")) {
      outs.take().close(4001, "elsewhere");
      assertEquals("closed 4001", socket.closed());
      assertEquals("closed 4001 ", heard.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void closesWhoReadsTooSlowly() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.readNothing();
      SocketOut out = outs.take();
      for (int i = 0; i < 2000; i++) {
        out.text("x".repeat(10_000));
      }
      socket.readAgain();
      assertEquals("closed 4008", socket.closed());
      assertEquals(1, closedAs("slow"));
    }
  }

  private double closedAs(String why) {
    Eventually.within(SOON, () -> server.count(Meters.SOCKETS_ENDED) > 0);
    return server.count(Meters.SOCKETS_ENDED, "why", why);
  }

  @Test
  void tellsWhenASlowReaderReadsAgain() throws Exception {
    try (TestSocket socket = open("/echo")) {
      socket.readNothing();
      SocketOut out = outs.take();
      Eventually.within(
          SOON,
          () -> {
            out.text("x".repeat(10_000));
            return !out.isWritable();
          });
      socket.readAgain();
      assertEquals("writable", heard.poll(5, TimeUnit.SECONDS));
      assertTrue(out.isWritable());
    }
  }

  @Test
  void pingsWhoIsSilentAndDropsWhoDoesNotAnswer() throws Exception {
    try (TestSocket answers = open("/quiet");
        var silent = server.connect()) {
      silent.send(
          """
          GET /quiet HTTP/1.1
          Host: localhost
          Origin: http://localhost
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """);
      assertEquals(101, silent.read().status());
      assertEquals("closed 1006 ", heard.poll(5, TimeUnit.SECONDS));
      answers.send("still here");
      assertEquals("echo still here", answers.next());
    }
  }

  @Test
  void saysGoodbyeWhenTheServerCloses() throws Exception {
    try (TestSocket socket = open("/echo")) {
      outs.take();
      server.close();
      assertEquals("closed 1001", socket.closed());
    }
  }
}

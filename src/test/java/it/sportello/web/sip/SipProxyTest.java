package it.sportello.web.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.access.Session;
import it.sportello.observe.Meters;
import it.sportello.telephony.SoftphoneAccount;
import it.sportello.testkit.Eventually;
import it.sportello.web.server.Access;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.SocketListener;
import it.sportello.web.server.SocketOut;
import it.sportello.web.server.SocketRoute;
import it.sportello.web.server.TestServer;
import it.sportello.web.server.TestSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The relay between a browser and a PBX that is a WebSocket server of this test.
final class SipProxyTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String OPTIONS =
      "OPTIONS sip:pbx SIP/2.0\r\nFrom: <sip:101@pbx>\r\nTo: <sip:pbx>\r\n\r\n";

  private final BlockingQueue<String> pbxHeard = new LinkedBlockingQueue<>();
  private final BlockingQueue<SocketOut> phones = new LinkedBlockingQueue<>();
  private final AtomicLong pbxBytes = new AtomicLong();
  private volatile boolean greets;
  private volatile boolean sessionIsOpen = true;
  private final TestServer pbx;
  private final TestServer server;
  private final SipProxy proxy;

  SipProxyTest() throws IOException {
    pbx =
        new TestServer(
            new Router()
                .add(
                    SocketRoute.of("/ws", Access.PUBLIC, _ -> new Phone())
                        .withSubprotocol("sip")
                        .withLimits(64 * 1024, 64 * 1024 * 1024)));
    var router = new Router();
    server = new TestServer(router);
    proxy =
        new SipProxy(
            URI.create("ws://127.0.0.1:" + pbx.port + "/ws"),
            SipProxyTest::account,
            _ -> sessionIsOpen,
            server.meters);
    proxy.addTo(router);
  }

  private static Optional<SoftphoneAccount> account(Session session) {
    return session.equals(TestServer.ANNA)
        ? Optional.of(new SoftphoneAccount("sip:101@sportello.invalid", "101", "pbx"))
        : Optional.empty();
  }

  private final class Phone implements SocketListener {
    @Override
    public void onOpen(SocketOut out) {
      if (greets) {
        out.text("hello");
      }
      phones.add(out);
    }

    @Override
    public void onText(String text) {
      pbxBytes.addAndGet(text.length());
      pbxHeard.add(text);
    }

    @Override
    public boolean onBinary(byte[] bytes) {
      pbxHeard.add("binary " + bytes.length);
      return true;
    }

    @Override
    public void onClosed(int code, String reason) {
      pbxHeard.add("closed " + code);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    proxy.close();
    pbx.close();
  }

  private TestSocket connect() {
    return TestSocket.open(server.port, "/sip", "sportello=anna", "sip");
  }

  private String heard() throws InterruptedException {
    String text = pbxHeard.poll(5, TimeUnit.SECONDS);
    return text == null ? "nothing" : text;
  }

  @Test
  void relaysBothWays() throws Exception {
    try (TestSocket browser = connect()) {
      assertEquals("sip", browser.subprotocol());
      browser.send(OPTIONS);
      assertEquals(OPTIONS, heard());
      SocketOut phone = phones.take();
      phone.text("SIP/2.0 200 OK\r\n\r\n");
      assertEquals("SIP/2.0 200 OK\r\n\r\n", browser.next());
      phone.binary(new byte[7]);
      assertEquals("binary 7", browser.next());
      browser.sendBinary(OPTIONS.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertEquals("binary " + OPTIONS.length(), heard());
    }
    assertEquals("closed 1000", heard());
  }

  @Test
  void losesNothingThePbxSaysAtOnce() throws Exception {
    greets = true;
    for (int i = 0; i < 20; i++) {
      try (TestSocket browser = connect()) {
        assertEquals("hello", browser.next());
      }
    }
  }

  @Test
  void endsTheBrowserWhenThePbxEnds() throws Exception {
    try (TestSocket browser = connect()) {
      phones.take().close(1012, "restart");
      assertEquals("closed 1012", browser.closed());
    }
    try (TestSocket browser = connect()) {
      phones.take();
      pbx.close();
      assertTrue(browser.closed().startsWith("closed 1"), "whatever the code");
    }
  }

  @Test
  void answers503WhenThereIsNoPbx() throws Exception {
    pbx.close();
    assertEquals(503, handshake("anna", "http://localhost", "sip"));
    assertEquals(1, server.count(Meters.SIP_CONNECTIONS, "result", "no-pbx"));
  }

  @Test
  void letsInOnlyOwnPagesWithAPhone() throws Exception {
    assertEquals(101, handshake("anna", "http://localhost", "sip"));
    assertEquals(401, handshake("nobody", "http://localhost", "sip"));
    assertEquals(403, handshake("anna", "http://evil.example", "sip"));
    assertEquals(403, handshake("bruno", "http://localhost", "sip"));
    assertEquals(400, handshake("anna", "http://localhost", "chat"));
  }

  private int handshake(String token, String origin, String subprotocol) throws IOException {
    try (var http = new RawHttp(server.port)) {
      return http.send(
              """
              GET /sip HTTP/1.1
              Host: localhost
              Origin: %s
              Cookie: sportello=%s
              Connection: Upgrade
              Upgrade: websocket
              Sec-WebSocket-Version: 13
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
              Sec-WebSocket-Protocol: %s

              """
                  .formatted(origin, token, subprotocol))
          .read()
          .status();
    }
  }

  @Test
  void closesBothSidesOnSomebodyElsesName() throws Exception {
    try (TestSocket browser = connect()) {
      browser.send(OPTIONS.replace("101", "102"));
      assertEquals("closed 1008", browser.closed());
      assertEquals("closed 1000", heard());
      assertEquals(1, server.count(Meters.SIP_IMPOSTORS));
    }
  }

  @Test
  void endsWithTheSession() throws Exception {
    try (TestSocket browser = connect();
        TestSocket another = connect()) {
      proxy.ended(TestServer.ANNA.user(), TestServer.BRUNO.id());
      browser.send(OPTIONS);
      assertEquals(OPTIONS, heard());
      proxy.ended(TestServer.ANNA.user(), TestServer.ANNA.id());
      assertEquals("closed 1008", browser.closed());
      assertEquals("closed 1008", another.closed());
      assertEquals("closed 1000", heard());
      assertEquals("closed 1000", heard());
    }
  }

  @Test
  void aSessionThatRanOutSaysNothingMore() throws Exception {
    try (TestSocket browser = connect()) {
      sessionIsOpen = false;
      // not even the answer to a call
      browser.send("SIP/2.0 200 OK\r\n\r\n");
      assertEquals("closed 1008", browser.closed());
      assertEquals("closed 1000", heard());
    }
  }

  @Test
  void theFifthSoftphoneOfASessionTakesThePlaceOfTheFirst() throws Exception {
    try (TestSocket first = connect();
        TestSocket second = connect();
        TestSocket third = connect();
        TestSocket fourth = connect();
        TestSocket fifth = connect()) {
      assertEquals("closed 1008", first.closed());
      assertEquals("closed 1000", heard());
      for (TestSocket socket : List.of(second, third, fourth, fifth)) {
        socket.send(OPTIONS);
        assertEquals(OPTIONS, heard());
      }
    }
  }

  @Test
  void aPasswordOfAnotherSessionEndsIt() throws Exception {
    String credentials =
        "Authorization: Digest username=101, realm=a, nonce=n, uri=u, response=r\r\n\r\n";
    try (TestSocket browser = connect()) {
      browser.send(OPTIONS.replaceFirst("\r\n\r\n", "\r\n" + credentials));
      assertEquals("closed 1008", browser.closed());
      assertEquals("closed 1000", heard());
    }
  }

  @Test
  void aBrowserThatDoesNotReadSlowsThePbxDown() throws Exception {
    try (TestSocket browser = connect()) {
      browser.readNothing();
      SocketOut phone = phones.take();
      for (int i = 0; i < 1000; i++) {
        phone.text("x".repeat(30_000));
      }
      // 30 MB: the relay keeps half a MiB, the sockets some, the rest waits at the PBX
      Eventually.within(SOON, () -> phone.pendingBytes() > 10_000_000);
      browser.readAgain();
      for (int i = 0; i < 1000; i++) {
        assertEquals(30_000, browser.next().length());
      }
    }
  }

  @Test
  void aPbxThatDoesNotReadSlowsTheBrowserDown() throws Exception {
    String large = OPTIONS + "x".repeat(30_000);
    try (TestSocket browser = connect()) {
      SocketOut phone = phones.take();
      phone.reading(false);
      var sent = new AtomicLong();
      Thread sender =
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  browser.send(large);
                  sent.incrementAndGet();
                }
              });
      var stall = new Stall(sent::get, Duration.ofMillis(700));
      Eventually.within(SOON, stall::isThere);
      assertTrue(sent.get() < 1000, "30 MB would fit nowhere between the two");
      phone.reading(true);
      sender.join();
      Eventually.within(SOON, () -> pbxBytes.get() == 1000L * large.length());
    }
  }

  /// Notices that a number has stopped to grow.
  private static final class Stall {
    private final LongSupplier number;
    private final Duration time;
    private long last = -1;
    private long since = System.nanoTime();

    Stall(LongSupplier number, Duration time) {
      this.number = number;
      this.time = time;
    }

    boolean isThere() {
      long now = number.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      return now > 0 && System.nanoTime() - since > time.toNanos();
    }
  }
}

package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.TestClock;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import it.sportello.web.server.TestSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The console socket over real WebSockets.
final class LiveHubTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Set<String> endedSessions = new java.util.concurrent.CopyOnWriteArraySet<>();
  private final TestClock clock = new TestClock("2026-11-20T10:15:30.123456Z");
  private volatile long snapshotNumber = 100;
  private final LiveHub hub;
  private final TestServer server;

  LiveHubTest() throws IOException {
    var router = new Router();
    server = new TestServer(router);
    hub =
        new LiveHub(
            100,
            operator ->
                new LiveMessage(
                    snapshotNumber, new Audience.One(operator), "snapshot " + snapshotNumber),
            new Listening(),
            id -> !endedSessions.contains(id),
            clock,
            server.meters);
    hub.addTo(router);
  }

  private final class Listening implements Presence {
    @Override
    public void connected(OperatorId operator) {
      heard.add("+" + operator);
    }

    @Override
    public void disconnected(OperatorId operator) {
      heard.add("-" + operator);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private TestSocket connect(String who, long after) {
    return TestSocket.open(server.port, "/api/v1/live?after=" + after, "sportello=" + who);
  }

  private void publish(long n, Audience audience) {
    hub.publish(new LiveMessage(n, audience, "m" + n));
  }

  private void waitFor(String... events) {
    Eventually.within(SOON, () -> heard.equals(List.of(events)));
  }

  @Test
  void startsWithASnapshotAndGoesOnAfterIt() throws Exception {
    publish(99, new Audience.All());
    publish(100, new Audience.All());
    publish(101, new Audience.All());
    try (TestSocket anna = connect("anna", 0)) {
      assertEquals("snapshot 100", anna.next());
      assertEquals("m101", anna.next());
      waitFor("+anna");
      publish(102, new Audience.One(ANNA));
      publish(103, new Audience.One(BRUNO));
      publish(104, new Audience.Several(Set.of(ANNA, BRUNO)));
      assertEquals("m102", anna.next());
      assertEquals("m104", anna.next());
    }
    waitFor("+anna", "-anna");
  }

  @Test
  void replaysWhatWasMissed() throws Exception {
    for (int n = 1; n <= 5; n++) {
      publish(n, n == 4 ? new Audience.One(BRUNO) : new Audience.All());
    }
    try (TestSocket anna = connect("anna", 2)) {
      assertEquals("m3", anna.next());
      assertEquals("m5", anna.next());
    }
  }

  @Test
  void sendsASnapshotToWhoWasAwayForTooLong() throws Exception {
    for (int n = 1; n <= 150; n++) {
      publish(n, new Audience.All());
    }
    snapshotNumber = 150;
    try (TestSocket anna = connect("anna", 2)) {
      assertEquals("snapshot 150", anna.next());
    }
    try (TestSocket fromThePast = connect("anna", 7777)) {
      assertEquals("snapshot 150", fromThePast.next());
    }
  }

  @Test
  void keepsAConsoleThatIsRarelyMeant() throws Exception {
    try (TestSocket anna = connect("anna", 0)) {
      assertEquals("snapshot 100", anna.next());
      waitFor("+anna");
      publish(101, new Audience.One(ANNA));
      assertEquals("m101", anna.next());
      for (int n = 102; n <= 1000; n++) {
        publish(n, new Audience.One(BRUNO));
      }
      publish(1001, new Audience.One(ANNA));
      assertEquals("m1001", anna.next());
    }
  }

  @Test
  void endsTheFirstConsoleWhenASecondOneComes() throws Exception {
    publish(5, new Audience.All());
    snapshotNumber = 5;
    try (TestSocket first = connect("anna", 0);
        TestSocket second = connect("anna", 0)) {
      assertEquals("snapshot 5", first.next());
      assertEquals("{\"kind\":\"ended\",\"n\":5,\"reason\":\"elsewhere\"}", first.next());
      assertEquals("closed 4001", first.closed());
      assertEquals("snapshot 5", second.next());
      publish(6, new Audience.All());
      assertEquals("m6", second.next());
    }
    waitFor("+anna", "-anna");
  }

  @Test
  void endsTheConsoleOfWhoLogsOut() throws Exception {
    try (TestSocket anna = connect("anna", 0)) {
      anna.next();
      waitFor("+anna");
      hub.loggedOut(ANNA, "another session");
      publish(101, new Audience.All());
      assertEquals("m101", anna.next());
      hub.loggedOut(ANNA, TestServer.ANNA.id());
      assertEquals("{\"kind\":\"ended\",\"n\":101,\"reason\":\"logged-out\"}", anna.next());
      assertEquals("closed 4001", anna.closed());
    }
    waitFor("+anna", "-anna");
  }

  @Test
  void answersSignsOfLifeWithItsTime() throws Exception {
    try (TestSocket anna = connect("anna", 0)) {
      anna.next();
      anna.send("{\"kind\":\"alive\"}");
      assertEquals("{\"kind\":\"alive\",\"serverTime\":\"2026-11-20T10:15:30.123Z\"}", anna.next());
      endedSessions.add(TestServer.ANNA.id());
      anna.send("{\"kind\":\"alive\"}");
      assertEquals("{\"kind\":\"ended\",\"n\":0,\"reason\":\"logged-out\"}", anna.next());
    }
  }

  @Test
  void closesWhoSaysSomethingElse() throws Exception {
    for (String text : List.of("hello", "{\"kind\":\"dance\"}", "{\"kind\":\"alive\",\"x\":1}")) {
      try (TestSocket anna = connect("anna", 0)) {
        anna.next();
        anna.send(text);
        assertEquals("closed 1008", anna.closed(), text);
      }
    }
  }

  @Test
  void closesWhoReadsTooSlowly() throws Exception {
    try (TestSocket anna = connect("anna", 0);
        TestSocket bruno = connect("bruno", 0)) {
      anna.readNothing();
      assertEquals("snapshot 100", bruno.next());
      waitForBoth();
      String large = "x".repeat(100_000);
      for (int n = 101; n <= 400; n++) {
        hub.publish(new LiveMessage(n, new Audience.One(ANNA), large));
      }
      publish(401, new Audience.All());
      assertEquals("m401", bruno.next());
      anna.readAgain();
      assertEquals("closed 4008", anna.closed());
    }
  }

  private void waitForBoth() {
    Eventually.within(SOON, () -> heard.size() == 2);
  }

  @Test
  void letsOnlyUsersIn() {
    assertThrows(CompletionException.class, () -> connect("nobody", 0));
    assertTrue(heard.isEmpty());
  }
}

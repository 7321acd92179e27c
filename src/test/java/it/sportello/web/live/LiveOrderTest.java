package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.testkit.TestClock;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import it.sportello.web.server.TestSocket;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nothing is lost, doubled or out of order between a snapshot or a replay and what follows, while
/// messages are published without a pause and the console comes and goes.
///
/// The state is a counter: a message sets it, and a snapshot tells it. A console that applies both
/// must see it grow by one each time.
final class LiveOrderTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final int VISITS = 60;

  private final AtomicLong state = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final TestServer server;
  private final LiveHub hub;

  LiveOrderTest() throws IOException {
    var router = new Router();
    server = new TestServer(router);
    hub =
        new LiveHub(
            10_000,
            this::snapshot,
            new Nobody(),
            _ -> true,
            new TestClock("2026-11-20T10:00:00Z"),
            server.meters);
    hub.addTo(router);
  }

  private static final class Nobody implements Presence {
    @Override
    public void connected(OperatorId operator) {}

    @Override
    public void disconnected(OperatorId operator) {}
  }

  /// The number is what was published last, or a little later: the state changes first.
  private LiveMessage snapshot(OperatorId operator) {
    long now = state.get();
    return new LiveMessage(now * 2, new Audience.One(operator), "snapshot " + now);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void publishWithoutPause() {
    while (!stopped.get()) {
      long now = state.incrementAndGet();
      if (now % 20 == 0) {
        // here a snapshot is ahead of what is published
        LockSupport.parkNanos(2_000_000);
      }
      // numbers have gaps, and others get messages in between
      hub.publish(new LiveMessage(now * 2, new Audience.One(ANNA), "state " + now));
      hub.publish(new LiveMessage(now * 2 + 1, new Audience.One(new OperatorId("bruno")), "no"));
    }
  }

  @Test
  void neverLosesDoublesOrReorders() throws Exception {
    var random = new Random(20261120);
    Thread publisher = Thread.ofPlatform().start(this::publishWithoutPause);
    long seen = 0;
    int replays = 0;
    try {
      for (int visit = 0; visit < VISITS; visit++) {
        boolean forgotten = random.nextInt(4) == 0;
        try (TestSocket anna =
            TestSocket.open(
                server.port,
                "/api/v1/live?after=" + (forgotten ? 0 : seen * 2),
                "sportello=anna")) {
          int messages = 20 + random.nextInt(300);
          for (int i = 0; i < messages; i++) {
            String[] words = anna.next().split(" ", 2);
            long now = Long.parseLong(words[1]);
            if (words[0].equals("snapshot")) {
              assertEquals(0, i, "a snapshot only at the start");
              assertTrue(now >= seen, "a snapshot is never older than what was seen");
            } else {
              replays += i == 0 ? 1 : 0;
              assertEquals(seen + 1, now, "visit " + visit + ", message " + i);
            }
            seen = now;
          }
        }
      }
    } finally {
      stopped.set(true);
      publisher.join();
    }
    assertTrue(replays > 10, "replays happened: " + replays);
  }
}

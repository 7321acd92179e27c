package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the server ends: what runs may finish, nothing new begins, and it does end.
final class ClosingTest {
  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch mayFinish = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final TestServer server;

  ClosingTest() throws IOException {
    server = new TestServer(new Router().add(Method.GET, "/long", Access.PUBLIC, _ -> work()));
  }

  private Response work() throws InterruptedException {
    began.countDown();
    try {
      mayFinish.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    return Response.text(200, "done");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private FutureTask<Boolean> closeServer() {
    var closing =
        new FutureTask<>(
            () -> {
              server.close();
              return true;
            });
    Thread.ofPlatform().start(closing);
    return closing;
  }

  @Test
  void letsARunningRequestFinishAndTakesNoNewOne() throws Exception {
    try (var http = server.connect();
        var idle = server.connect()) {
      http.send("GET /long HTTP/1.1\nHost: a\n\n");
      assertTrue(began.await(5, TimeUnit.SECONDS));
      FutureTask<Boolean> closing = closeServer();
      assertTrue(idle.isClosed());
      Eventually.within(Duration.ofSeconds(60), this::isRefused);
      mayFinish.countDown();
      RawHttp.Answer answer = http.read();
      assertEquals("done", answer.body());
      assertEquals("close", answer.header("Connection"));
      assertTrue(closing.get(5, TimeUnit.SECONDS));
    }
  }

  private boolean isRefused() {
    try (var _ = server.connect()) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void endsEvenIfARequestDoesNot() throws Exception {
    try (var http = server.connect()) {
      http.send("GET /long HTTP/1.1\nHost: a\n\n");
      assertTrue(began.await(5, TimeUnit.SECONDS));
      assertTrue(closeServer().get(10, TimeUnit.SECONDS));
      assertTrue(interrupted.await(5, TimeUnit.SECONDS));
      assertThrows(IOException.class, http::read);
    }
  }
}

package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a well-behaved client may send in a request's body: strict JSON, chunks, large pieces.
final class BodyTest {
  record Greeting(String text, Optional<String> from) {}

  record Count(int count, List<Greeting> greetings) {}

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestServer(router());
  }

  private static Router router() {
    return new Router()
        .add(Method.POST, "/hello", Access.PUBLIC, r -> Response.json(r.json(Greeting.class)))
        .add(Method.POST, "/count", Access.PUBLIC, r -> Response.json(r.json(Count.class)))
        .add(
            Route.of(Method.POST, "/echo", Access.PUBLIC, r -> Response.bytes(200, "a/b", r.body()))
                .withMaxBody(1024 * 1024));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawHttp.Answer post(String path, String headers, String body) throws IOException {
    return server.ask(
        "POST %s HTTP/1.1\nHost: localhost\n%sContent-Length: %d\n\n%s"
            .formatted(path, headers, body.length(), body));
  }

  private static RawHttp.Answer json(String path, String body) throws IOException {
    return post(path, "Content-Type: application/json\n", body);
  }

  @Test
  void readsJsonStrictly() throws IOException {
    assertEquals("{\"text\":\"a\",\"from\":null}", json("/hello", "{\"text\":\"a\"}").body());
    refuses("/hello", "{\"text\":\"a\",\"colour\":1}", "unknown-member", "colour");
    refuses("/hello", "{\"text\":1}", "wrong-type", "text");
    refuses("/hello", "{\"from\":\"x\"}", "missing-member", "text");
    refuses("/hello", "{\"text\":null}", "missing-member", "text");
    refuses("/count", "{\"count\":\"1\",\"greetings\":[]}", "wrong-type", "count");
    refuses("/count", "{\"count\":1.5,\"greetings\":[]}", "wrong-type", "count");
    refuses("/count", "{\"greetings\":[]}", "missing-member", "count");
    refuses(
        "/count", "{\"count\":1,\"greetings\":[{\"text\":[]}]}", "wrong-type", "greetings[0].text");
    refuses("/count", "{\"count\":1,\"greetings\":[{}]}", "missing-member", "greetings[0].text");
    refuses("/hello", "{\"text\":\"a\"} x", "bad-json", "");
    refuses("/hello", "{\"text\"", "bad-json", "");
    refuses("/hello", "", "", "");
    refuses("/hello", "null", "bad-json", "");
    refuses("/hello", "[".repeat(2000), "", "");
  }

  private static void refuses(String path, String body, String errorId, String member)
      throws IOException {
    RawHttp.Answer answer = json(path, body);
    assertEquals(400, answer.status(), answer.body());
    assertTrue(answer.body().contains("\"errorId\":\"" + errorId), answer.body());
    assertTrue(answer.body().contains("\"detail\":\"" + member), answer.body());
    assertFalse(answer.body().contains("it.sportello"), answer.body());
  }

  @Test
  void refusesJsonThatIsNotDeclaredAsSuch() throws IOException {
    assertEquals(415, post("/hello", "Content-Type: text/plain\n", "{\"text\":\"a\"}").status());
  }

  @Test
  void sends100ContinueOnlyForABodyItWillTake() throws IOException {
    try (var http = server.connect()) {
      http.send(expecting(3));
      assertEquals(100, http.read().status());
      assertEquals("abc", http.send("abc").read().body());
      http.send(expecting(99_999_999));
      assertEquals(413, http.read().status());
    }
  }

  private static String expecting(int length) {
    return """
    POST /echo HTTP/1.1
    Host: localhost
    Expect: 100-continue
    Content-Length: %d

    """
        .formatted(length);
  }

  @Test
  void takesABodyInThousandsOfTinyChunks() throws IOException {
    try (var http = server.connect()) {
      http.send("POST /echo HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n");
      http.send("1\na\n".repeat(20_000) + "0\n\n");
      assertEquals(20_000, http.read().body().length());
    }
  }

  @Test
  void takesALargeBodyThatComesInPieces() throws IOException {
    try (var http = server.connect()) {
      http.send("POST /echo HTTP/1.1\nHost: a\nContent-Length: 1000000\n\n");
      for (int i = 0; i < 10; i++) {
        http.send("a".repeat(100_000));
      }
      assertEquals(1_000_000, http.read().body().length());
    }
  }
}

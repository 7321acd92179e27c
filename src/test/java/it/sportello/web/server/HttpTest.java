package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a well-behaved client sees: routing, keep-alive, access, CSRF, JSON.
final class HttpTest {
  record Greeting(String text, Optional<String> from) {}

  record Count(int count, List<Greeting> greetings) {}

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestServer(router());
  }

  private static Router router() {
    return new Router()
        .add(Method.GET, "/hello", Access.PUBLIC, _ -> Response.text(200, "hello"))
        .add(Method.POST, "/hello", Access.PUBLIC, r -> Response.json(r.json(Greeting.class)))
        .add(Method.POST, "/count", Access.PUBLIC, r -> Response.json(r.json(Count.class)))
        .add(
            Route.of(Method.POST, "/echo", Access.PUBLIC, r -> Response.bytes(200, "a/b", r.body()))
                .withMaxBody(1024 * 1024))
        .add(
            Method.GET,
            "/things/{id}/part/{part}",
            Access.PUBLIC,
            r -> Response.text(200, r.pathParam("id") + "+" + r.pathParam("part")))
        .add(Method.GET, "/q", Access.PUBLIC, r -> Response.text(200, r.queryAll("a").toString()))
        .add(Method.GET, "/mine", Access.LOGGED_IN, r -> Response.text(200, whose(r)))
        .add(Method.POST, "/mine", Access.LOGGED_IN, r -> Response.text(200, whose(r)))
        .add(Method.GET, "/all", Access.anyOf(Role.SUPERVISOR), r -> Response.text(200, whose(r)))
        .add(Method.GET, "/stream", Access.PUBLIC, _ -> stream(200_000))
        .add(Method.GET, "/bug", Access.PUBLIC, _ -> bug())
        .add(Method.GET, "/full", Access.PUBLIC, _ -> full())
        .onFailure(
            java.util.concurrent.RejectedExecutionException.class,
            _ -> Response.problem(503, "journal-full", "try again"));
  }

  private static String whose(Request request) {
    return request.requireSession().user().value();
  }

  private static Response stream(int bytes) {
    return Response.download(
        "è una\"prova.txt", "text/plain", () -> new ByteArrayInputStream(new byte[bytes]));
  }

  private static Response bug() {
    throw new IllegalStateException("secret words");
  }

  private static Response full() {
    throw new java.util.concurrent.RejectedExecutionException("try again");
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
  void answersAndKeepsTheConnection() throws IOException {
    try (var http = server.connect()) {
      for (int i = 0; i < 3; i++) {
        RawHttp.Answer answer = http.send("GET /hello HTTP/1.1\nHost: localhost\n\n").read();
        assertEquals(200, answer.status());
        assertEquals("hello", answer.body());
      }
    }
  }

  @Test
  void closesWhenTheClientAsksForIt() throws IOException {
    try (var http = server.connect()) {
      http.send("GET /hello HTTP/1.1\nHost: localhost\nConnection: close\n\n");
      assertEquals("close", http.read().header("Connection"));
      assertTrue(http.isClosed());
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    try (var http = server.connect()) {
      var all = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        all.append("POST /echo HTTP/1.1\nHost: localhost\nContent-Length: 4\n\n%04d".formatted(i));
      }
      http.send(all.toString());
      for (int i = 0; i < 100; i++) {
        assertEquals("%04d".formatted(i), http.read().body());
      }
    }
  }

  @Test
  void saysWhichMethodsAPathHas() throws IOException {
    RawHttp.Answer answer = server.ask("DELETE /hello HTTP/1.1\nHost: localhost\n\n");
    assertEquals(405, answer.status());
    assertEquals("GET, HEAD, POST", answer.header("Allow"));
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertTrue(answer.body().contains("\"errorId\":\"wrong-method\""), answer.body());
  }

  @Test
  void doesNotKnowOtherPaths() throws IOException {
    assertEquals(404, server.get("/nothing").status());
    assertEquals(404, server.get("/hello/").status());
    assertEquals(404, server.get("/things/1/part/").status());
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() throws IOException {
    try (var http = server.connect()) {
      http.send(
          "HEAD /hello HTTP/1.1\nHost: localhost\n\nGET /hello HTTP/1.1\nHost: localhost\n\n");
      assertEquals("5", http.readHead().header("Content-Length"));
      assertEquals("hello", http.read().body());
      http.send(
          "HEAD /stream HTTP/1.1\nHost: localhost\n\nGET /hello HTTP/1.1\nHost: localhost\n\n");
      assertEquals(200, http.readHead().status());
      assertEquals("hello", http.read().body());
    }
  }

  @Test
  void decodesEachSegmentOnItsOwn() throws IOException {
    assertEquals("a/b+è c", server.get("/things/a%2Fb/part/%C3%A8%20c").body());
    assertEquals("a+b+1", server.get("/things/a+b/part/1").body());
    assertEquals("[1, x y]", server.get("/q?a=1&b=2&a=x+y").body());
  }

  @Test
  void streamsWhatDoesNotFitInMemory() throws IOException {
    RawHttp.Answer answer = server.get("/stream");
    assertEquals(200_000, answer.body().length());
    assertEquals(
        "attachment; filename=\"_ una_prova.txt\"; filename*=UTF-8''%C3%A8%20una_prova.txt",
        answer.header("Content-Disposition"));
    assertEquals("default-src 'none'; sandbox", answer.header("Content-Security-Policy"));
  }

  @Test
  void asksForALoginAndARole() throws IOException {
    assertEquals(401, server.get("/mine").status());
    assertEquals(401, withCookie("GET", "/mine", "wrong", "").status());
    assertEquals("anna", withCookie("GET", "/mine", "anna", "").body());
    assertEquals(403, withCookie("GET", "/all", "anna", "").status());
    assertEquals("bruno", withCookie("GET", "/all", "bruno", "").body());
  }

  @Test
  void asksForTheSessionsOwnCsrfToken() throws IOException {
    RawHttp.Answer without = withCookie("POST", "/mine", "anna", "");
    assertEquals(403, without.status());
    assertTrue(without.body().contains("\"errorId\":\"csrf\""), without.body());
    assertEquals(403, withCookie("POST", "/mine", "anna", "X-CSRF-Token: csrf-bruno\n").status());
    assertEquals(200, withCookie("POST", "/mine", "anna", "X-CSRF-Token: csrf-anna\n").status());
  }

  private static RawHttp.Answer withCookie(String method, String path, String token, String headers)
      throws IOException {
    return server.ask(
        "%s %s HTTP/1.1\nHost: localhost\nCookie: x=y; sportello=%s\n%sContent-Length: 0\n\n"
            .formatted(method, path, token, headers));
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
  void tellsNothingAboutABug() throws IOException {
    RawHttp.Answer answer = server.get("/bug");
    assertEquals(500, answer.status());
    assertFalse(answer.body().contains("secret"), answer.body());
  }

  @Test
  void answersAnExpectedFailureAsTheRouterSays() throws IOException {
    RawHttp.Answer answer = server.get("/full");
    assertEquals(503, answer.status());
    assertTrue(answer.body().contains("\"errorId\":\"journal-full\""), answer.body());
  }

  @Test
  void putsSecurityHeadersOnEveryAnswer() throws IOException {
    for (String path : List.of("/hello", "/nothing", "/bug", "/mine")) {
      RawHttp.Answer answer = server.get(path);
      assertEquals("nosniff", answer.header("X-Content-Type-Options"), path);
      String policy = answer.header("Content-Security-Policy");
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertTrue(policy.contains("connect-src 'self' ws://localhost wss://localhost;"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("", answer.header("Strict-Transport-Security"));
    }
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

  @Test
  void speaksHttp10() throws IOException {
    try (var http = server.connect()) {
      RawHttp.Answer answer = http.send("GET /hello HTTP/1.0\n\n").read();
      assertEquals("hello", answer.body());
      assertTrue(http.isClosed());
    }
  }

  @Test
  void takesTheAbsoluteForm() throws IOException {
    assertEquals("hello", server.get("http://localhost/hello").body());
  }
}

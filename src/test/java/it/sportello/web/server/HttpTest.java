package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a well-behaved client sees: routing, keep-alive, access, CSRF.
final class HttpTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestServer(router());
  }

  private static Router router() {
    return new Router()
        .add(Method.GET, "/hello", Access.PUBLIC, _ -> Response.text(200, "hello"))
        .add(Method.POST, "/hello", Access.PUBLIC, _ -> Response.text(200, "posted"))
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

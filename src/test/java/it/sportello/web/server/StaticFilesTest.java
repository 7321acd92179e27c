package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Static files from the class path and from a directory.
final class StaticFilesTest {
  @TempDir Path outside;
  private TestServer server = new TestServer(new Router());

  StaticFilesTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    server.close();
    Path directory = Files.createDirectories(outside.resolve("site"));
    Files.writeString(directory.resolve("page.html"), "old");
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(directory.resolve("link.txt"), outside.resolve("secret.txt"));
    var router = new Router();
    StaticFiles.ofClasspath("web-test").withFallback("index.html").addTo(router, "/console");
    StaticFiles.ofDirectory(directory).addTo(router, "/site");
    server = new TestServer(router);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private RawHttp.Answer get(String path, String headers) throws IOException {
    return server.ask("GET " + path + " HTTP/1.1\nHost: localhost\n" + headers + "\n");
  }

  @Test
  void servesTheApplicationForEveryPageOfIt() throws IOException {
    for (String path : List.of("/console", "/console/", "/console/contacts/17")) {
      RawHttp.Answer answer = server.get(path);
      assertEquals(200, answer.status(), path);
      assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
      assertEquals("no-cache", answer.header("Cache-Control"));
      assertTrue(answer.body().contains("prova"));
    }
  }

  @Test
  void doesNotServeThePageInPlaceOfAMissingFile() throws IOException {
    assertEquals(404, server.get("/console/assets/gone-12345678.js").status());
    assertEquals(404, server.get("/site/none").status());
  }

  @Test
  void keepsNamesWithAHashForEver() throws IOException {
    RawHttp.Answer answer = server.get("/console/assets/index-DfX1a2b3.js");
    assertEquals("public, max-age=31536000, immutable", answer.header("Cache-Control"));
    assertEquals("text/javascript; charset=utf-8", answer.header("Content-Type"));
  }

  @Test
  void answers304ToWhatIsKnownAndKeepsTheConnection() throws IOException {
    String etag = server.get("/console").header("ETag");
    assertTrue(etag.matches("\"[0-9a-f]{32}\""), etag);
    try (var http = server.connect()) {
      for (int i = 0; i < 2; i++) {
        http.send("GET /console HTTP/1.1\nHost: a\nIf-None-Match: \"x\", %s\n\n".formatted(etag));
        assertEquals(304, http.read().status());
      }
    }
    assertEquals(200, get("/console", "If-None-Match: \"x\"\n").status());
  }

  @Test
  void sendsTextGzippedToWhoAsksForIt() throws IOException {
    String path = "/console/assets/index-DfX1a2b3.js";
    RawHttp.Answer zipped = get(path, "Accept-Encoding: br, gzip\n");
    RawHttp.Answer plain = get(path, "Accept-Encoding: gzip;q=0\n");
    assertEquals("gzip", zipped.header("Content-Encoding"));
    assertEquals("", plain.header("Content-Encoding"));
    assertEquals("Accept-Encoding", plain.header("Vary"));
    assertNotEquals(zipped.header("ETag"), plain.header("ETag"));
    assertTrue(
        Integer.parseInt(zipped.header("Content-Length"))
            < Integer.parseInt(plain.header("Content-Length")));
  }

  @Test
  void neverLeavesItsFolder() throws IOException {
    for (String path :
        List.of(
            "/site/../secret.txt",
            "/site/%2e%2e/secret.txt",
            "/site/..%2fsecret.txt",
            "/site/..%2Fsecret.txt",
            "/site/%2e%2e%2fsecret.txt",
            "/site/..%5csecret.txt",
            "/site//etc/passwd",
            "/site/%2fetc/passwd",
            "/site/link.txt",
            "/site/",
            "/console/assets",
            "/console/..%2flogback.xml",
            "/console/%2e%2e%2fit/sportello/Main.class")) {
      RawHttp.Answer answer = server.get(path);
      assertFalse(answer.body().contains("secret"), path);
      assertFalse(answer.body().contains("root:"), path);
      assertTrue(answer.status() >= 400 || answer.body().contains("prova"), path);
    }
  }

  @Test
  void noticesAChangedFileInADirectory() throws IOException {
    assertEquals("old", server.get("/site/page.html").body());
    Path page = outside.resolve("site/page.html");
    Files.writeString(page, "new");
    Files.setLastModifiedTime(page, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertEquals("new", server.get("/site/page.html").body());
  }
}

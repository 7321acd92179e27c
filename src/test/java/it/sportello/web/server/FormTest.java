package it.sportello.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Forms: fields, files, and what they may not do.
final class FormTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        new TestServer(
            new Router()
                .add(
                    Route.of(Method.POST, "/form", Access.PUBLIC, r -> describe(r.form()))
                        .withMaxBody(2 * 1024 * 1024)));
  }

  private static Response describe(Form form) {
    String files =
        form.files().stream()
            .map(f -> f.field() + "=" + f.fileName() + " " + f.contentType() + " " + sum(f))
            .collect(Collectors.joining(";"));
    String onDisk = filesOnDisk() + " on disk";
    return Response.text(
        200, form.value("name").orElse("?") + "|" + form.values("a") + "|" + files + "|" + onDisk);
  }

  private static String sum(Upload upload) {
    try (var in = upload.open()) {
      int read = in.readAllBytes().length;
      assertEquals(upload.sizeBytes(), read);
      return Integer.toString(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long filesOnDisk() {
    try (Stream<?> files = Files.list(server.folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static RawHttp.Answer post(String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (var http = server.connect()) {
      http.send(
          "POST /form HTTP/1.1\nHost: a\nContent-Type: %s\nContent-Length: %d\n\n"
              .formatted(type, bytes.length));
      return http.sendBytes(bytes).read();
    }
  }

  private static RawHttp.Answer multipart(String body) throws IOException {
    return post("multipart/form-data; boundary=XX", body.replace("\n", "\r\n"));
  }

  private static String part(String disposition, String content) {
    return "--XX\nContent-Disposition: form-data; " + disposition + "\n\n" + content + "\n";
  }

  @Test
  void readsAnUrlencodedForm() throws IOException {
    assertEquals(
        "Perù & co|[1, 2]||0 on disk",
        post("application/x-www-form-urlencoded", "name=Per%C3%B9+%26+co&a=1&a=2").body());
  }

  @Test
  void readsFieldsAndFiles() throws IOException {
    String body =
        part("name=\"name\"", "Lucia")
            + part("name=\"doc\"; filename=\"../../etc/pass\u202ewd.txt\"", "hello")
            + part("name=\"none\"; filename=\"\"", "")
            + "--XX--\n";
    assertEquals(
        "Lucia|[]|doc=pass_wd.txt application/octet-stream 5|0 on disk", multipart(body).body());
  }

  @Test
  void keepsLargeFilesOnDiskOnlyWhileTheHandlerRuns() throws IOException {
    String body = part("name=\"doc\"; filename=\"big.bin\"", "x".repeat(300_000)) + "--XX--\n";
    assertEquals(
        "?|[]|doc=big.bin application/octet-stream 300000|1 on disk", multipart(body).body());
    it.sportello.testkit.Eventually.within(
        java.time.Duration.ofSeconds(60), () -> filesOnDisk() == 0);
  }

  @Test
  void boundsTheNumberOfFields() throws IOException {
    assertEquals(413, multipart(part("name=\"a\"", "1").repeat(101) + "--XX--\n").status());
    assertEquals(
        413, post("application/x-www-form-urlencoded", "a=1&".repeat(101) + "b=2").status());
  }

  @Test
  void boundsAFieldAndTheWhole() throws IOException {
    assertEquals(413, multipart(part("name=\"a\"", "1".repeat(70_000)) + "--XX--\n").status());
    assertEquals(
        413, multipart(part("name=\"a\"; filename=\"f\"", "1".repeat(3_000_000))).status());
    String endlessHeader = "--XX\nContent-Disposition: form-data; name=\"" + "a".repeat(1_000_000);
    assertTrue(multipart(endlessHeader).status() >= 400);
  }

  @Test
  void refusesWhatIsMalformed() throws IOException {
    assertEquals(400, post("multipart/form-data", "abc").status());
    assertEquals(400, multipart(part("name=\"a\"", "1")).status());
    assertEquals(400, post("application/x-www-form-urlencoded", "a=%zz").status());
    assertEquals(415, post("text/plain", "a=b").status());
  }
}

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.ClamdServer;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of files with a real clamd behind the whole server: what operators and supervisors
/// may have, what may leave, and what happens while clamd is away.
class ScanStoryIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String US = "info@sportello.example";
  private static final String CITIZEN = "cittadino@cittadini.example";

  @TempDir private Path directory;
  @TempDir private Path clam;

  @Test
  void nobodyGetsAnInfectedFileButSupervisorsTheMessage() throws Exception {
    try (var clamd = ClamdServer.start(clam);
        var center = start(clamd, "");
        var anna = login(center, "anna");
        var carla = login(center, "carla")) {
      assertEquals("READY", health(anna));
      String contact = comes(center, anna, "Fattura");
      Eventually.within(
          SOON, () -> scans(anna, contact).equals(List.of("clean", "infected", "clean")));
      String message = "/api/v1/contacts/" + contact + "/messages/1";
      assertEquals(200, anna.bytes(message + "/attachments/0", "").statusCode());
      assertRefused(403, "infected", anna.bytes(message + "/attachments/1", ""));
      assertRefused(403, "infected", carla.bytes(message + "/attachments/1", ""));
      assertRefused(403, "infected", anna.bytes(message + "/raw", ""));
      assertEquals(200, carla.bytes(message + "/raw", "").statusCode());
      assertRefused(403, "infected", anna.bytes("/api/v1/contacts/" + contact + "/evidence", ""));
      assertEquals(200, carla.bytes("/api/v1/contacts/" + contact + "/evidence", "").statusCode());
      JsonNode detail = anna.get("/api/v1/contacts/" + contact);
      assertTrue(detail.path("messages").path(0).path("text").asString().contains("In allegato"));
      assertTrue(
          detail.path("history").toString().contains("virus " + ClamdServer.NAME),
          detail::toString);
      sending(anna, contact);
    }
  }

  /// Neither what came nor what an operator brings leaves with a virus in it.
  private static void sending(ConsoleClient anna, String contact) throws Exception {
    take(anna, contact);
    String files = "/api/v1/contacts/" + contact + "/files";
    assertEquals(403, anna.post(files + "/received", Map.of("message", 1, "part", 1)));
    assertEquals(403, anna.post(files + "/received", Map.of("message", 1)));
    assertEquals(200, anna.post(files + "/received", Map.of("message", 1, "part", 0)));
    HttpResponse<String> virus =
        anna.uploading(files + "?name=modulo.pdf", ascii("x " + ClamdServer.VIRUS));
    assertEquals(403, virus.statusCode());
    assertTrue(virus.body().contains(ClamdServer.NAME), virus.body());
    assertEquals(200, anna.uploading(files + "?name=ok.pdf", ascii("harmless")).statusCode());
    JsonNode ready = anna.get("/api/v1/contacts/" + contact + "/composing").path("files");
    assertEquals(2, ready.size(), ready::toString);
    assertEquals(200, reply(anna, contact, ready));
  }

  @Test
  void whileClamdIsAwayMailComesAndFilesWait() throws Exception {
    try (var clamd = ClamdServer.start(clam);
        var center = start(clamd, "  waitAtMost: 1 s\n");
        var anna = login(center, "anna")) {
      clamd.kill();
      String contact = comes(center, anna, "Fattura");
      String part = "/api/v1/contacts/" + contact + "/messages/1/attachments/0";
      assertRefused(503, "not-scanned", anna.bytes(part, ""));
      assertEquals(List.of("waiting", "waiting", "waiting"), scans(anna, contact));
      Eventually.within(SOON, () -> health(anna).equals("DEGRADED"));
      take(anna, contact);
      String files = "/api/v1/contacts/" + contact + "/files";
      assertEquals(200, anna.uploading(files + "?name=a.pdf", ascii("harmless")).statusCode());
      assertEquals(
          200, anna.uploading(files + "?name=b.pdf", ascii("x " + ClamdServer.VIRUS)).statusCode());
      JsonNode ready = anna.get("/api/v1/contacts/" + contact + "/composing").path("files");
      assertEquals(503, reply(anna, contact, ready), "nothing leaves unscanned");
      clamd.start();
      Eventually.within(
          SOON, () -> scans(anna, contact).equals(List.of("clean", "infected", "clean")));
      Eventually.within(SOON, () -> health(anna).equals("READY"));
      assertEquals(200, anna.bytes(part, "").statusCode());
      assertEquals(403, reply(anna, contact, ready), "the virus is found before it leaves");
      assertEquals(
          200,
          anna.call("DELETE", files + "/" + ready.path(1).path("id").asString(), null)
              .statusCode());
      JsonNode left = anna.get("/api/v1/contacts/" + contact + "/composing").path("files");
      assertEquals(200, reply(anna, contact, left));
    }
  }

  @Test
  void anInstallationMayHandOutWhatWasNotScanned() throws Exception {
    try (var clamd = ClamdServer.start(clam);
        var center = start(clamd, "  downloadBeforeScan: allow\n");
        var anna = login(center, "anna")) {
      clamd.kill();
      String contact = comes(center, anna, "Fattura");
      String message = "/api/v1/contacts/" + contact + "/messages/1";
      assertEquals(200, anna.bytes(message + "/attachments/1", "").statusCode());
      assertEquals(200, anna.bytes(message + "/raw", "").statusCode());
    }
  }

  @Test
  void theConsoleShowsWhatWasFound() throws Exception {
    try (var clamd = ClamdServer.start(clam);
        var center = start(clamd, "");
        var console = Browser.start()) {
      console.logIn(center, "anna");
      console.click("presence-available");
      send(center, letter("Fattura"));
      console.click("offer-accept");
      Eventually.within(
          SOON, () -> shown(console, "infected") == 1 && shown(console, "clean") == 2);
      assertTrue(said(console).contains("Contiene un virus (" + ClamdServer.NAME + ")"));
      assertTrue(said(console).contains("In allegato la fattura"));
      console.see("raw-refused");
      console.screenshot(Path.of("target/console-scan-it.png"));
      console.upload(
          "file-input",
          java.nio.file.Files.writeString(
              directory.resolve("modulo.pdf"), "x " + ClamdServer.VIRUS));
      Eventually.within(SOON, () -> said(console).contains("Il file contiene un virus"));
      console.screenshot(Path.of("target/console-scan-upload.png"));
      console.click("language-en");
      Eventually.within(SOON, () -> said(console).contains("Contains a virus"));
      console.screenshot(Path.of("target/console-scan-en.png"));
    }
  }

  private Center start(ClamdServer clamd, String more) throws IOException {
    return Center.start(directory, clamd.yaml() + more, _ -> {});
  }

  private static ConsoleClient login(Center center, String user) throws Exception {
    return new ConsoleClient(center.url(""), user, center.password(user));
  }

  private static String health(ConsoleClient anyone) {
    return now(
        () -> {
          JsonNode health = JsonMapper.shared().readTree(anyone.text("/health/ready"));
          return health.path("parts").path("scan").path("state").asString("");
        });
  }

  /// A citizen writes; returns the contact it became.
  private static String comes(Center center, ConsoleClient anna, String subject) throws Exception {
    send(center, letter(subject));
    Eventually.within(
        SOON, () -> now(() -> anna.get("/api/v1/contacts").path("contacts").size()) == 1);
    String id = anna.get("/api/v1/contacts").path("contacts").path(0).path("id").asString();
    Eventually.within(SOON, () -> scans(anna, id).size() == 3);
    return id;
  }

  private static List<String> scans(ConsoleClient reader, String contact) {
    return now(
        () ->
            reader
                .get("/api/v1/contacts/" + contact)
                .path("messages")
                .path(0)
                .path("attachments")
                .valueStream()
                .map(a -> a.path("scan").path("verdict").asString(""))
                .toList());
  }

  private static void take(ConsoleClient anna, String contact) throws Exception {
    anna.goLive();
    assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
    Eventually.within(
        SOON,
        () -> now(() -> anna.post("/api/v1/contacts/" + contact + "/accept", Map.of())) == 200);
  }

  private static int reply(ConsoleClient anna, String contact, JsonNode files) throws Exception {
    List<String> ids = files.valueStream().map(f -> f.path("id").asString()).toList();
    return anna.post(
        "/api/v1/contacts/" + contact + "/reply", Map.of("text", "Ecco.", "files", ids));
  }

  private static void assertRefused(int status, String errorId, HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(status, answer.statusCode(), body);
    assertTrue(body.contains("\"" + errorId + "\""), body);
    assertFalse(body.contains(ClamdServer.VIRUS), "nothing of the file goes out");
  }

  private static <T> T now(Callable<T> call) {
    try {
      return call.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int shown(Browser console, String verdict) {
    return console
        .evaluate("document.querySelectorAll('[data-scan=" + verdict + "]').length")
        .asInt();
  }

  private static String said(Browser console) {
    return console.evaluate("document.body.innerText").asString("");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A text, a harmless file, a virus, and a message in a message.
  private static String letter(String subject) {
    String virus = Base64.getMimeEncoder().encodeToString(ascii("a " + ClamdServer.VIRUS));
    return """
    From: Carlo Cittadino <%s>
    To: %s
    Subject: %s
    Message-ID: <s1@cittadini.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain; charset=utf-8

    Buongiorno. In allegato la fattura.
    --b
    Content-Type: application/pdf; name=ricevuta.pdf
    Content-Disposition: attachment; filename=ricevuta.pdf
    Content-Transfer-Encoding: base64

    JVBERi0xLjQKJcOkw7zDtsOfCg==
    --b
    Content-Type: application/octet-stream; name=fattura.exe
    Content-Disposition: attachment; filename=fattura.exe
    Content-Transfer-Encoding: base64

    %s
    --b
    Content-Type: text/plain; name=nota.txt
    Content-Disposition: attachment; filename=nota.txt

    niente
    --b--
    """
        .formatted(CITIZEN, US, subject, virus);
  }

  private static void send(Center center, String message) throws Exception {
    var smtp = new Server("127.0.0.1", center.smtpPort(), Tls.NONE, "", "");
    var citizen = new MailboxConfig("x", CITIZEN, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    new SmtpSender(List.of(citizen))
        .send(
            "x",
            CITIZEN,
            List.of(US),
            new ByteArrayInputStream(
                message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
  }
}

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.pec.RemPost;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.RealMailServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Registered electronic mail from a real mail server to the console: kept, marked, not
/// interpreted.
class RemIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String US = "info@example.org";
  private static final String DORA = "dora@rem.test";
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

  @TempDir private Path directory;
  private RealMailServers servers;

  @BeforeEach
  void start() throws IOException {
    servers = RealMailServers.start(US);
  }

  @AfterEach
  void stop() throws IOException {
    servers.close();
  }

  @Test
  void isKeptWholeMarkedAndNotInterpreted() throws Exception {
    try (var center = Center.start(directory, "", this::withRealMailbox);
        var anna = console(center, "anna");
        var carla = console(center, "carla");
        var browser = Browser.start()) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      send(RemPost.dispatch("d1@rem.test", DORA, US, ""));
      String id =
          eventually(() -> present(anna.get("/api/v1/contacts").path("contacts").path(0)))
              .path("id")
              .asString();
      JsonNode came = message(anna, id, 1);
      assertEquals("not-interpreted", came.path("evidence").path(0).path("kind").asString());
      assertEquals("rem", came.path("evidence").path(0).path("type").asString());
      assertEquals(
          1, anna.get("/api/v1/contacts/" + id).path("messages").size(), "no answer to it");
      assertArrayEquals(
          onTheServer(),
          anna.text("/api/v1/contacts/" + id + "/messages/1/raw").getBytes(StandardCharsets.UTF_8));

      eventually(() -> offered(anna));
      assertEquals(200, anna.post("/api/v1/contacts/" + id + "/accept", Map.of()));
      assertEquals(
          200,
          anna.post(
              "/api/v1/contacts/" + id + "/reply",
              Map.of("text", "Risposta", "cc", java.util.List.of())));
      eventually(() -> present(message(anna, id, 2)));
      var ours = MESSAGE_ID.matcher(anna.text("/api/v1/contacts/" + id + "/messages/2/raw"));
      assertTrue(ours.find());
      send(RemPost.report("r1@rem.test", US, ours.group(1)));
      send(RemPost.report("r2@rem.test", US, "<unknown@elsewhere.test>"));
      eventually(
          () ->
              carla.get("/api/v1/intake").path("lines").size() == 3
                  ? carla.get("/api/v1/intake")
                  : null);
      JsonNode sent =
          eventually(
              () -> message(anna, id, 2).path("evidence").isEmpty() ? null : message(anna, id, 2));
      assertEquals("not-interpreted", sent.path("evidence").path(0).path("kind").asString());
      assertEquals(0, sent.path("recipients").size());
      JsonNode lines = carla.get("/api/v1/intake").path("lines");
      assertEquals("contact", lines.path(0).path("fate").asString());
      assertEquals("follow-up", lines.path(1).path("fate").asString());
      for (JsonNode line : lines) {
        assertEquals("rem", line.path("reasons").path(0).path("code").asString());
      }
      String zip = anna.text("/api/v1/contacts/" + id + "/evidence");
      assertTrue(zip.contains("001-in.eml") && zip.contains("002-out-01-rem.eml"));

      browser.logIn(center, "carla");
      browser.open(center.url("/console/#/intake"));
      browser.see("intake-table");
      assertTrue(browser.text("intake-table").contains("REM: non interpretata"));
      browser.screenshot(Path.of("target/rem-intake.png"));
      browser.open(center.url("/console/#/history/" + id));
      browser.see("message-1");
      assertTrue(browser.text("message-1").contains("REM: non interpretata"));
      assertTrue(browser.text("message-2").contains("REM: non interpretata"));
      browser.screenshot(Path.of("target/rem-contact.png"));
    }
  }

  private void send(String message) throws Exception {
    int before = servers.files(US).size();
    byte[] raw = message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    servers.send("rem-service@rem.test", US, raw);
    Eventually.within(SOON, () -> servers.files(US).size() == before + 1);
  }

  /// What the mail server has of its first message; it keeps lines without CR.
  private byte[] onTheServer() throws IOException {
    String kept = Files.readString(servers.files(US).getFirst());
    return kept.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private void withRealMailbox(Path config) {
    MailboxConfig real = servers.mailbox("info", US, Tls.STARTTLS, Duration.ofMinutes(1));
    try {
      Path secret = Files.writeString(config.resolve("real"), real.imap().secret());
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      Files.copy(servers.certificate(), config.resolve("real.pem"));
      Path file = config.resolve("sportello.yaml");
      String server =
          "{host: 127.0.0.1, port: %d, tls: none, user: \"%s\", password: {file: real}%s}\n";
      Files.writeString(
          file,
          Files.readString(file)
              .replace("info@sportello.example", US)
              .replace(
                  "      embedded: true\n",
                  "      acknowledge: {languages: [it]}\n      imap: "
                      + server.formatted(servers.imapPort(), US, ", poll: 5 s")
                      + "      smtp: "
                      + server.formatted(servers.smtpPort(), US, "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConsoleClient console(Center center, String who) throws Exception {
    return new ConsoleClient(center.url("").replaceAll("/$", ""), who, center.password(who));
  }

  private static JsonNode message(ConsoleClient client, String id, int n) throws Exception {
    return client.get("/api/v1/contacts/" + id).path("messages").path(n - 1);
  }

  private static @Nullable JsonNode offered(ConsoleClient client) throws Exception {
    JsonNode first = client.get("/api/v1/contacts").path("contacts").path(0);
    return first.path("state").path("kind").asString("").equals("offered") ? first : null;
  }

  private static @Nullable JsonNode present(JsonNode node) {
    return node.isMissingNode() ? null : node;
  }

  private static JsonNode eventually(Callable<? extends @Nullable JsonNode> look) {
    var found = new AtomicReference<@Nullable JsonNode>();
    Eventually.within(
        SOON,
        () -> {
          try {
            found.set(look.call());
            return found.get() != null;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return java.util.Objects.requireNonNull(found.get());
  }
}

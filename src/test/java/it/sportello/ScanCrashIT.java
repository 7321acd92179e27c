package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.ClamdServer;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.ScriptedClamd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills the server, and the scanner, between what came and its verdicts: each file gets one, once.
class ScanCrashIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int FORMS = 12;

  @TempDir private Path directory;
  @TempDir private Path clam;

  @Test
  void everyFileGetsOneVerdictWhateverIsKilled() throws Exception {
    try (var scanner = new ScriptedClamd(ScriptedClamd.knows("virus"));
        var server = server("127.0.0.1:" + scanner.host().port())) {
      // the first half waits at a scanner that hangs
      scanner.script((_, in, _) -> ScriptedClamd.silence(in));
      server.start();
      server.awaitReady();
      send(server, 0, FORMS / 2);
      server.kill();
      scanner.script(ScriptedClamd.knows("virus"));
      server.start();
      server.awaitReady();
      send(server, FORMS / 2, FORMS);
      awaitVerdicts(server);
      server.kill();
      // verdicts survive, and nothing is scanned again
      scanner.commands().clear();
      server.start();
      server.awaitReady();
      awaitVerdicts(server);
      assertEquals(0, scanner.commands().stream().filter("zINSTREAM"::equals).count());
      // and a view that is made anew says the same
      server.stop();
      assertEquals(0, server.run("rebuild", "data"));
      server.start();
      server.awaitReady();
      awaitVerdicts(server);
    }
  }

  @Test
  void aScannerThatIsKilledInBetweenLosesNothing() throws Exception {
    try (var clamd = ClamdServer.start(clam);
        var server = server(clamd.host().toString())) {
      server.start();
      server.awaitReady();
      send(server, 0, 3);
      clamd.kill();
      send(server, 3, 8);
      try (ConsoleClient carla = server.console("carla")) {
        Eventually.within(SOON, () -> text(carla, "/health/ready").contains("does not answer"));
        assertTrue(text(carla, "/health/ready").startsWith("{\"ready\":true"), "only degraded");
        assertTrue(text(carla, "/metrics").contains("\nsportello_scanner_up 0.0\n"));
      }
      clamd.start();
      send(server, 8, FORMS);
      awaitVerdicts(server);
    }
  }

  private CrashingServer server(String clamd) throws IOException {
    return CrashingServer.withMail(
        directory,
        Ports.freeTcp(),
        Ports.freeTcp(),
        "info@sportello.example",
        "unused",
        text -> text + "\nscan: {host: \"" + clamd + "\", answerWithin: 2 s, scanWithin: 5 s}\n");
  }

  /// Every form has its verdict, recorded once.
  private static void awaitVerdicts(CrashingServer server) throws Exception {
    var expected = new TreeMap<String, String>();
    for (int i = 0; i < FORMS; i++) {
      expected.put("Modulo " + i, (isVirus(i) ? "infected" : "clean") + " recorded 1 times");
    }
    try (ConsoleClient carla = server.console("carla")) {
      Eventually.within(SOON, () -> verdicts(carla).equals(expected));
    } catch (AssertionError e) {
      try (ConsoleClient carla = server.console("carla")) {
        assertEquals(expected, verdicts(carla));
      }
      throw e;
    }
  }

  private static Map<String, String> verdicts(ConsoleClient reader) {
    var found = new TreeMap<String, String>();
    try {
      reader.eachContact(
          "",
          card -> {
            JsonNode detail = detail(reader, card.path("id").asString());
            JsonNode file = detail.path("messages").path(0).path("attachments").path(0);
            long recorded =
                detail
                    .path("history")
                    .valueStream()
                    .filter(l -> l.path("type").asString().equals("mail.scanned"))
                    .count();
            found.put(
                card.path("subject").asString(),
                file.path("scan").path("verdict").asString("none")
                    + " recorded "
                    + recorded
                    + " times");
          });
    } catch (IOException e) {
      found.put("not yet", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  private static JsonNode detail(ConsoleClient reader, String contact) {
    try {
      return reader.get("/api/v1/contacts/" + contact);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String text(ConsoleClient reader, String path) {
    try {
      return reader.text(path);
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static boolean isVirus(int i) {
    return i % 3 == 1;
  }

  private static void send(CrashingServer server, int from, int to) throws Exception {
    try (HttpClient citizen = HttpClient.newHttpClient()) {
      for (int i = from; i < to; i++) {
        String body =
            part("topic", "informazioni")
                + part("name", "Dora")
                + part("email", "dora@example.org")
                + part("subject", "Modulo " + i)
                + part("text", "In allegato.")
                + part("consent", "yes")
                + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n"
                + i
                + (isVirus(i) ? " virus " + ClamdServer.VIRUS : " harmless")
                + "\r\n--b--\r\n";
        var answer =
            citizen.send(
                HttpRequest.newBuilder(URI.create(server.url("/")))
                    .header("Content-Type", "multipart/form-data; boundary=b")
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
      }
    }
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}

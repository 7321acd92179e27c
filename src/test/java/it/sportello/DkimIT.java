package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.dkim.DkimKey;
import it.sportello.mail.dkim.KeyFiles;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.DkimVerifier;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.RealMailServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What leaves a mailbox with a key is signed, and still is behind a real Postfix and Dovecot.
class DkimIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String US = "info@sportello.example";
  private static final String DORA = "dora@cittadini.example";
  private static final String RECORD = "prova._domainkey.sportello.example=";

  @TempDir private Path directory;
  private Path key = Path.of("");

  @Test
  void answersAndAcknowledgementsAreSigned() throws Exception {
    DkimVerifier.require();
    key = KeyFiles.write(directory.resolve("dkim.pem"), 2048);
    try (var mail = RealMailServers.start(US, DORA);
        var center = Center.start(directory, "", config -> signing(config, mail));
        var anna =
            new ConsoleClient(
                center.url("").replaceAll("/$", ""), "anna", center.password("anna"))) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      String question =
          "From: Dora <"
              + DORA
              + ">\r\nTo: "
              + US
              + "\r\nSubject: Perché\r\nMessage-ID: <d1@cittadini.example>\r\n\r\nBuongiorno.\r\n";
      mail.send(DORA, US, question.getBytes(StandardCharsets.UTF_8));
      Eventually.within(SOON, () -> mail.messages(DORA).size() == 1);
      verify(mail.messages(DORA).getFirst());

      Eventually.within(SOON, holds(() -> !contacts(anna).isEmpty()));
      String id = contacts(anna).path(0).path("id").asString();
      Eventually.within(
          SOON, holds(() -> anna.post("/api/v1/contacts/" + id + "/accept", Map.of()) == 200));
      String text = "Così è, se vi pare.\n\n  Rientro   e spazi \n.\n\n";
      Map<String, Object> reply = Map.of("text", text, "cc", List.of());
      assertEquals(200, anna.post("/api/v1/contacts/" + id + "/reply", reply));
      Eventually.within(SOON, () -> mail.messages(DORA).size() == 2);
      byte[] answer = mail.messages(DORA).getLast();
      verify(answer);
      String kept = anna.text("/api/v1/contacts/" + id + "/messages/3/raw");
      assertTrue(kept.startsWith("DKIM-Signature: "), "what is stored is what left: " + kept);
      assertTrue(
          new String(answer, StandardCharsets.UTF_8).endsWith(kept.replace("\r\n", "\n")), kept);
    }
  }

  private static BooleanSupplier holds(Callable<Boolean> condition) {
    return () -> {
      try {
        return condition.call();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  private static JsonNode contacts(ConsoleClient anna) throws Exception {
    return anna.get("/api/v1/contacts").path("contacts");
  }

  private void verify(byte[] message) throws IOException {
    String published = DkimKey.read(key).published();
    String text = new String(message, StandardCharsets.UTF_8);
    assertEquals("valid", DkimVerifier.verdict(message, RECORD + published), text);
    assertTrue(text.contains("\n d=sportello.example; s=prova;"), text);
    byte[] changed = text.replace("sportello", "sportelli").getBytes(StandardCharsets.UTF_8);
    assertTrue(DkimVerifier.verdict(changed, RECORD + published).startsWith("invalid"));
  }

  private void signing(Path config, RealMailServers mail) {
    MailboxConfig us = mail.mailbox("info", US, Tls.NONE, Duration.ofMinutes(1));
    try {
      Files.createDirectories(config.resolve("secrets"));
      Files.writeString(config.resolve("secrets/info"), us.smtp().secret());
      Path file = config.resolve("sportello.yaml");
      String accounts =
          "      acknowledge: {languages: [it]}\n"
              + ("      dkim: {selector: prova, domain: sportello.example, keyFile: " + key + "}\n")
              + ("      imap: " + server(us.imap(), ", poll: 5 s"))
              + ("      smtp: " + server(us.smtp(), ""));
      String text = Files.readString(file);
      assertTrue(text.contains("      embedded: true\n"), text);
      Files.writeString(file, text.replace("      embedded: true\n", accounts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String server(Server server, String more) {
    return "{host: 127.0.0.1, port: %d, tls: none, user: %s, password: {file: secrets/info}%s}\n"
        .formatted(server.port(), US, more);
  }
}

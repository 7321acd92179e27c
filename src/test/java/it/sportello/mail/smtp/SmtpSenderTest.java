package it.sportello.mail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailUncertain;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpSenderTest {
  private static final String MESSAGE =
      """
      Message-ID: <unser@example.org>
      Bcc: nobody@example.org
      X-Odd:  two  blanks\s
      Subject: =?utf-8?q?perch=C3=A9?=

      .
      ..due
      fine
      """
          .replace("\n", "\r\n");

  private static String words(Exception failure) {
    return String.valueOf(failure.getMessage());
  }

  private static SmtpSender sender(int port, String user) {
    var smtp = new Server("127.0.0.1", port, Tls.NONE, user, "segreto");
    var mailbox =
        new MailboxConfig(
            "urp", "urp@example.org", "URP", smtp, List.of("INBOX"), Duration.ofMinutes(1), smtp);
    return new SmtpSender(List.of(mailbox), Duration.ofSeconds(10));
  }

  private static InputStream message() {
    return new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.US_ASCII));
  }

  private static void send(ScriptedSmtpServer server, String... recipients)
      throws MailRefused, MailUnavailable, MailUncertain {
    sender(server.port(), "").send("urp", "urp@example.org", List.of(recipients), message());
  }

  @Test
  void sendsTheBytesAsTheyAre() throws Exception {
    try (var server = new ScriptedSmtpServer(Map.of())) {
      send(server, "anna@example.it", "bruno@example.it");
      assertEquals(MESSAGE, server.data());
      assertTrue(server.commands().contains("MAIL FROM:<urp@example.org>"));
      assertTrue(server.commands().contains("RCPT TO:<anna@example.it>"));
      assertTrue(server.commands().contains("RCPT TO:<bruno@example.it>"));
    }
  }

  @Test
  void sendsWithTheEmptySender() throws Exception {
    try (var server = new ScriptedSmtpServer(Map.of())) {
      sender(server.port(), "").send("urp", "", List.of("anna@example.it"), message());
      assertTrue(server.commands().contains("MAIL FROM:<>"), server.commands().toString());
    }
  }

  @Test
  void refusesInTheServersWords() throws Exception {
    var unknown = Map.of("RCPT TO:<nobody", "550 5.1.1 casella inesistente");
    try (var server = new ScriptedSmtpServer(unknown)) {
      var refused =
          assertThrows(
              MailRefused.class, () -> send(server, "anna@example.it", "nobody@example.it"));
      assertTrue(words(refused).contains("nobody@example.it"), words(refused));
      assertTrue(words(refused).contains("casella inesistente"), words(refused));
      assertFalse(words(refused).contains("anna@example.it"), words(refused));
      assertEquals("", server.data(), "sent to nobody, not to some");
    }
    for (String step : List.of("MAIL", "DATA.")) {
      try (var server = new ScriptedSmtpServer(Map.of(step, "552 5.3.4 troppo grande"))) {
        var refused = assertThrows(MailRefused.class, () -> send(server, "anna@example.it"));
        assertTrue(words(refused).contains("troppo grande"), words(refused));
      }
    }
  }

  @Test
  void triesAgainLaterWhatTheServerPutsOff() throws Exception {
    for (String step : List.of("MAIL", "RCPT", "DATA.", "")) {
      try (var server = new ScriptedSmtpServer(Map.of(step, "451 4.3.0 riprova"))) {
        var later =
            assertThrows(MailUnavailable.class, () -> send(server, "anna@example.it"), step);
        assertTrue(step.isEmpty() || words(later).contains("riprova"), words(later));
      }
    }
  }

  @Test
  void triesAgainLaterWhatIsRefusedForNowBySomeOnly() throws Exception {
    try (var server = new ScriptedSmtpServer(Map.of("RCPT TO:<b", "450 4.2.1 piena"))) {
      assertThrows(MailUnavailable.class, () -> send(server, "anna@example.it", "b@example.it"));
      assertEquals("", server.data());
    }
  }

  @Test
  void triesAgainLaterWhenTheConnectionFails() throws Exception {
    for (String step : List.of("MAIL", "EHLO")) {
      try (var server = new ScriptedSmtpServer(Map.of(step, "hang up"))) {
        assertThrows(MailUnavailable.class, () -> send(server, "anna@example.it"), step);
      }
    }
    int nobody;
    try (var server = new ScriptedSmtpServer(Map.of())) {
      nobody = server.port();
    }
    assertThrows(
        MailUnavailable.class,
        () -> sender(nobody, "").send("urp", "a@b.it", List.of("c@d.it"), message()));
  }

  @Test
  void saysThatNobodyKnowsWhenTheAnswerToAWholeMessageNeverComes() throws Exception {
    try (var server = new ScriptedSmtpServer(Map.of("DATA.", "hang up"))) {
      assertThrows(MailUncertain.class, () -> send(server, "anna@example.it"));
    }
  }

  @Test
  void keepsTheMessageWhenThePasswordIsWrong() throws Exception {
    try (var server =
        new ScriptedSmtpServer(
            Map.of("EHLO", "250-hi\r\n250 AUTH PLAIN", "AUTH", "535 5.7.8 no"))) {
      var later =
          assertThrows(
              MailUnavailable.class,
              () ->
                  sender(server.port(), "urp").send("urp", "a@b.it", List.of("c@d.it"), message()));
      assertFalse(words(later).contains("segreto"), words(later));
    }
  }

  @Test
  void neverEndsAMessageThatCouldNotBeReadWhole() throws Exception {
    var broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("disk");
          }
        };
    var torn = new SequenceInputStream(message(), broken);
    try (var server = new ScriptedSmtpServer(Map.of())) {
      assertThrows(
          MailUnavailable.class,
          () -> sender(server.port(), "").send("urp", "a@b.it", List.of("c@d.it"), torn));
      assertEquals("", server.data());
    }
  }

  @Test
  void refusesWhatCannotBeWrittenTo() throws Exception {
    try (var server = new ScriptedSmtpServer(Map.of())) {
      for (String to : List.of("", "anna", "a@b.it>\r\nRCPT TO:<c@d.it", "a b@c.it")) {
        assertThrows(MailRefused.class, () -> send(server, to), to);
      }
      assertThrows(MailRefused.class, () -> send(server));
      assertThrows(
          MailRefused.class,
          () -> sender(server.port(), "").send("altra", "a@b.it", List.of("c@d.it"), message()));
      assertTrue(server.commands().isEmpty());
    }
  }
}

package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.mail.wire.KeptTokens;
import it.sportello.mail.wire.TokenEndpoint;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import it.sportello.testkit.RealMailServers;
import it.sportello.testkit.TokenServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Dovecot and a real Postfix that let in by XOAUTH2 and ask an authorization server.
class MailTokensIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ADDRESS = "urp@example.org";

  @TempDir Path directory;
  private final FakeMailSink sink = new FakeMailSink();
  private TokenServer tokens;
  private RealMailServers servers;
  private MailboxConfig mailbox;

  @BeforeEach
  void start() throws IOException {
    tokens = new TokenServer(ADDRESS);
    servers = RealMailServers.startWithTokens(tokens.introspectionUrl(), ADDRESS);
    var endpoint =
        new TokenEndpoint(tokens.tokenUrl(), "client", Optional.empty(), Optional.empty());
    var kept =
        new KeptTokens(
            endpoint,
            Optional.of(TokenServer.FIRST),
            directory.resolve("urp"),
            InstantSource.system());
    mailbox =
        new MailboxConfig(
            "urp",
            ADDRESS,
            "",
            new Server("127.0.0.1", servers.imapPort(), Tls.NONE, ADDRESS, kept),
            List.of("INBOX"),
            Duration.ofSeconds(1),
            new Server("127.0.0.1", servers.smtpPort(), Tls.NONE, ADDRESS, kept));
  }

  @AfterEach
  void stop() throws IOException {
    if (servers != null) {
      servers.close();
    }
    tokens.close();
  }

  private ImapIntake intake() {
    var ports =
        new IntakePorts(
            sink,
            new MemoryRawStore(),
            new MimeReader(ReaderLimits.usual()),
            new SimpleMeterRegistry(),
            InstantSource.system(),
            new Random(1));
    var intake = new ImapIntake(mailbox, "INBOX", IntakeLimits.usual(), ports);
    intake.start();
    return intake;
  }

  private void send(String subject) throws Exception {
    byte[] raw =
        ("From: " + ADDRESS + "\r\nSubject: " + subject + "\r\n\r\nciao\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    new SmtpSender(List.of(mailbox))
        .send("urp", ADDRESS, List.of(ADDRESS), new ByteArrayInputStream(raw));
  }

  @Test
  void readsAndSendsWithOneToken() throws Exception {
    send("uno");
    try (ImapIntake _ = intake()) {
      Eventually.within(SOON, () -> sink.subjects().equals(List.of("uno")));
    }
    assertEquals(List.of("refresh_token"), tokens.grants());
  }

  @Test
  void logsInAgainWhenItsTokenIsTakenNoMore() throws Exception {
    send("uno");
    tokens.revokeAll();
    try (ImapIntake _ = intake()) {
      Eventually.within(SOON, () -> sink.subjects().equals(List.of("uno")));
    }
    assertEquals(2, tokens.grants().size());
  }

  @Test
  void pausesAndSaysWhyWhenThereIsNoTokenToBeHad() throws Exception {
    tokens.forget();
    try (ImapIntake intake = intake()) {
      Eventually.within(SOON, () -> String.valueOf(intake.debugState()).contains("invalid_grant"));
    }
    var refused =
        org.junit.jupiter.api.Assertions.assertThrows(MailUnavailable.class, () -> send("due"));
    assertTrue(String.valueOf(refused.getMessage()).contains("allow access anew"));
  }
}

package it.sportello.mail.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.embedded.EmbeddedMailServer.Account;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.mime.MimeComposer;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmbeddedMailServerTest {
  private static final Account URP = new Account("urp@example.org", "segreto");

  @Test
  void carriesAMessageFromTheSenderToTheIntake() throws Exception {
    var sink = new FakeMailSink();
    try (var server = new EmbeddedMailServer(0, 0, List.of(URP))) {
      server.start();
      MailboxConfig mailbox = mailbox(server);
      var ports =
          new IntakePorts(
              sink,
              new MemoryRawStore(),
              new MimeReader(ReaderLimits.usual()),
              new SimpleMeterRegistry(),
              InstantSource.system(),
              new Random(1));
      Composed composed = composed();
      new SmtpSender(List.of(mailbox))
          .send(
              "urp",
              "anna@example.it",
              List.of(URP.address()),
              new ByteArrayInputStream(composed.raw()));
      try (var intake = new ImapIntake(mailbox, "INBOX", IntakeLimits.usual(), ports)) {
        intake.start();
        Eventually.within(Duration.ofSeconds(60), () -> !sink.mails().isEmpty());
      }
      assertEquals("perché", sink.mails().getFirst().subject());
      assertEquals(composed.messageId(), sink.mails().getFirst().messageId());
    }
  }

  private static MailboxConfig mailbox(EmbeddedMailServer server) {
    return new MailboxConfig(
        "urp",
        URP.address(),
        "URP",
        new Server("127.0.0.1", server.imapPort(), Tls.NONE, URP.address(), URP.secret()),
        List.of("INBOX"),
        Duration.ofSeconds(1),
        new Server("127.0.0.1", server.smtpPort(), Tls.NONE, "", ""));
  }

  private static Composed composed() throws Exception {
    var tokens = new MessageTokens(new byte[32], "example.it", new Random(1));
    return new MimeComposer(tokens, InstantSource.system())
        .compose(
            new Composition(
                new ContactId("c1"),
                new MailAddress("Anna", "anna@example.it"),
                List.of(new MailAddress("", URP.address())),
                List.of(),
                "perché",
                "ciao",
                "",
                List.of(),
                false));
  }

  @Test
  void saysWhenAPortIsTaken() throws Exception {
    try (var first = new EmbeddedMailServer(0, 0, List.of())) {
      first.start();
      try (var second = new EmbeddedMailServer(first.imapPort(), 0, List.of())) {
        assertThrows(IOException.class, second::start);
      }
    }
  }

  @Test
  void neverPrintsAPassword() {
    assertFalse(URP.toString().contains("segreto"));
  }
}

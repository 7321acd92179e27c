package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.mime.MimeComposer;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.CrashingMailSink;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import it.sportello.testkit.RealMailServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The mail adapters against a real Dovecot and a real Postfix.
class MailServersIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration RARELY = Duration.ofMinutes(8);
  private static final List<String> ADDRESSES =
      List.of(
          "urp@example.org",
          "tls@example.org",
          "ordine@example.org",
          "nuovo@example.org",
          "crash@example.org",
          "anna@example.it");

  private static final String BIG_HEADER =
      """
      From: anna@example.it
      Date: Mon, 5 Jan 2026 10:20:30 +0100
      Message-ID: <grande@example.it>
      X-Odd:  due  spazi\s
      Subject: grande
      """
          .replace("\n", "\r\n");

  private static RealMailServers servers;

  private final MemoryRawStore raw = new MemoryRawStore();
  private final FakeMailSink sink = new FakeMailSink();
  private final MessageTokens tokens =
      new MessageTokens(new byte[32], "example.org", new Random(1));
  private final MimeComposer composer = new MimeComposer(tokens, InstantSource.system());

  @BeforeAll
  static void startServers() throws IOException {
    servers = RealMailServers.start(ADDRESSES.toArray(String[]::new));
  }

  @AfterAll
  static void stopServers() throws IOException {
    if (servers != null) {
      servers.close();
    }
  }

  private ImapIntake intake(MailboxConfig mailbox, MailSink into) {
    var ports =
        new IntakePorts(
            into,
            raw,
            new MimeReader(ReaderLimits.usual()),
            new SimpleMeterRegistry(),
            InstantSource.system(),
            new Random(1));
    var intake = new ImapIntake(mailbox, "INBOX", IntakeLimits.usual(), ports);
    intake.start();
    return intake;
  }

  private static byte[] mail(String subject) {
    return """
    From: Anna <anna@example.it>
    To: urp@example.org
    Subject: %s
    Message-ID: <%s@example.it>

    Buongiorno
    """
        .formatted(subject, subject)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void answersACitizenAndFindsTheContactAgain() throws Exception {
    MailboxConfig urp = servers.mailbox("urp", "urp@example.org", Tls.NONE, RARELY);
    MailboxConfig anna = servers.mailbox("anna", "anna@example.it", Tls.NONE, RARELY);
    var sender = new SmtpSender(List.of(urp, anna));
    var contact = new ContactId("01jcontact");
    try (ImapIntake _ = intake(urp, sink)) {
      servers.send("anna@example.it", "urp@example.org", mail("domanda"));
      Eventually.within(SOON, () -> sink.taken().size() == 1);
      ParsedMail question = sink.mails().getFirst();
      assertEquals("domanda", question.subject());

      Composed answer = composer.compose(answerTo(question, contact, urp));
      sender.send(
          "urp", urp.address(), List.of("anna@example.it"), new ByteArrayInputStream(answer.raw()));
      Eventually.within(SOON, () -> servers.messages("anna@example.it").size() == 1);
      byte[] arrived = servers.messages("anna@example.it").getFirst();
      assertTrue(endsWithTheBytesOf(arrived, answer.raw()), "unchanged but for the trace on top");

      ParsedMail seen = read(arrived);
      assertEquals(answer.messageId(), seen.messageId());
      assertEquals(List.of("<domanda@example.it>"), seen.inReplyTo());
      byte[] reply =
          new MimeComposer(annasTokens(), InstantSource.system())
              .compose(answerTo(seen, new ContactId("x"), anna))
              .raw();
      sender.send("anna", anna.address(), List.of(urp.address()), new ByteArrayInputStream(reply));
      Eventually.within(SOON, () -> sink.taken().size() == 2);
      ParsedMail again = sink.mails().get(1);
      assertEquals(Optional.of(contact), tokens.contactOf(again.inReplyTo().getFirst()));
      assertEquals(List.of("<domanda@example.it>", answer.messageId()), again.references());
    }
    assertEquals(2, sink.offers(), "each was offered once");
    for (Path file : servers.files("urp@example.org")) {
      assertFalse(file.toString().matches(".*:2,.*[ST].*"), "neither seen nor deleted: " + file);
    }
    assertEquals(2, servers.files("urp@example.org").size());
  }

  private static MessageTokens annasTokens() {
    return new MessageTokens(new byte[64], "example.it", new Random(2));
  }

  private static Composition answerTo(ParsedMail mail, ContactId contact, MailboxConfig from) {
    var references = new ArrayList<>(mail.references());
    references.add(mail.messageId());
    return new Composition(
        contact,
        new MailAddress(from.displayName(), from.address()),
        List.of(mail.from()),
        List.of(),
        "Re: " + mail.subject(),
        "Perché no?",
        mail.messageId(),
        references,
        false);
  }

  private ParsedMail read(byte[] bytes) throws IOException {
    var content =
        new MimeReader(ReaderLimits.usual())
            .read(new ByteArrayInputStream(bytes), Sha256.of(bytes));
    return ((InboundMail.Content.Understood) content).mail();
  }

  /// Maildir keeps bare line feeds.
  private static boolean endsWithTheBytesOf(byte[] arrived, byte[] sent) {
    String sentLines = new String(sent, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    return new String(arrived, StandardCharsets.ISO_8859_1).endsWith(sentLines);
  }

  @Test
  void speaksTlsToThoseItTrustsOnly() throws Exception {
    MailboxConfig trusting = servers.mailbox("tls", "tls@example.org", Tls.STARTTLS, RARELY);
    new SmtpSender(List.of(trusting))
        .send(
            "tls",
            "tls@example.org",
            List.of("tls@example.org"),
            new ByteArrayInputStream(mail("cifrato")));
    try (ImapIntake _ = intake(trusting, sink)) {
      Eventually.within(SOON, () -> sink.subjects().equals(List.of("cifrato")));
    }
    var stranger =
        new MailboxConfig(
            "tls",
            "tls@example.org",
            "",
            untrusting(trusting.imap()),
            List.of("INBOX"),
            RARELY,
            untrusting(trusting.smtp()));
    InputStream bytes = new ByteArrayInputStream(mail("x"));
    assertThrows(
        MailUnavailable.class,
        () ->
            new SmtpSender(List.of(stranger))
                .send("tls", "tls@example.org", List.of("tls@example.org"), bytes));
  }

  private static Server untrusting(Server server) {
    return new Server(server.host(), server.port(), server.tls(), server.user(), server.secret());
  }

  @Test
  void saysInPostfixWordsWhoDoesNotExist() {
    var refused =
        assertThrows(
            MailRefused.class,
            () -> servers.send("anna@example.it", "nessuno@example.org", mail("x")));
    assertTrue(String.valueOf(refused.getMessage()).contains("User unknown"), refused.toString());
  }

  @Test
  void losesNothingAndDoublesNothingHoweverOftenItCrashes() throws Exception {
    MailboxConfig mailbox = servers.mailbox("crash", "crash@example.org", Tls.NONE, RARELY);
    List<String> subjects = IntStream.range(0, 12).mapToObj(i -> "m" + i).toList();
    for (String subject : subjects) {
      servers.send("anna@example.it", "crash@example.org", mail(subject));
    }
    Eventually.within(SOON, () -> servers.files("crash@example.org").size() == subjects.size());
    for (int i = 0; i < subjects.size(); i++) {
      var crashing = new CrashingMailSink(sink, i % 2 == 0);
      ImapIntake intake = intake(mailbox, crashing);
      crashing.awaitCrash(SOON);
      intake.close();
    }
    try (ImapIntake _ = intake(mailbox, sink)) {
      Eventually.within(SOON, () -> sink.taken().size() == subjects.size());
    }
    assertEquals(sorted(subjects), sorted(sink.subjects()), "each once");
    List<Long> uids = sink.taken().stream().map(mail -> mail.key().uid()).toList();
    assertEquals(uids.stream().sorted().toList(), uids, "in order");
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  @Test
  void looksAtAllAgainWhenDovecotNumbersAnew() throws Exception {
    MailboxConfig mailbox = servers.mailbox("nuovo", "nuovo@example.org", Tls.NONE, RARELY);
    servers.send("anna@example.it", "nuovo@example.org", mail("uno"));
    servers.send("anna@example.it", "nuovo@example.org", mail("due"));
    try (ImapIntake _ = intake(mailbox, sink)) {
      Eventually.within(SOON, () -> sink.taken().size() == 2);
    }
    long before = sink.taken().getFirst().key().uidValidity();
    Instant second = Instant.ofEpochSecond(before);
    Eventually.within(SOON, () -> Instant.now().isAfter(second.plusSeconds(2)));
    try (var files = Files.list(servers.maildir("nuovo@example.org"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("dovecot")).toList()) {
        Files.delete(file);
      }
    }
    servers.send("anna@example.it", "nuovo@example.org", mail("tre"));
    try (ImapIntake _ = intake(mailbox, sink)) {
      Eventually.within(SOON, () -> sink.taken().size() == 3);
      Eventually.within(SOON, () -> sink.offers() == 5);
    }
    assertTrue(sink.taken().getLast().key().uidValidity() != before, "it did number anew");
    assertEquals(List.of("due", "tre", "uno"), sorted(sink.subjects()));
  }

  @Test
  void keepsEveryByteAsTheServerGivesIt() throws Exception {
    MailboxConfig mailbox = servers.mailbox("ordine", "ordine@example.org", Tls.NONE, RARELY);
    var body = new StringBuilder();
    new Random(7)
        .ints(3_000_000, 32, 255)
        .map(c -> c == 127 ? 'x' : c)
        .forEach(
            c -> {
              body.append((char) c);
              if (body.length() % 80 == 0) {
                body.append("\r\n");
              }
            });
    byte[] big = (BIG_HEADER + "\r\n" + body + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    servers.send("anna@example.it", "ordine@example.org", big);
    try (ImapIntake _ = intake(mailbox, sink)) {
      Eventually.within(SOON, () -> sink.taken().size() == 1);
    }
    InboundMail taken = sink.taken().getFirst();
    try (InputStream kept = raw.open(taken.raw()).orElseThrow()) {
      byte[] bytes = kept.readAllBytes();
      byte[] tail = new byte[big.length];
      System.arraycopy(bytes, bytes.length - big.length, tail, 0, big.length);
      assertArrayEquals(big, tail);
    }
  }
}

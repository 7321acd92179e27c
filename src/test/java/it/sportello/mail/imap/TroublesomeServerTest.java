package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.imap.ScriptedImapServer.Trouble;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TroublesomeServerTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final IntakeLimits LIMITS =
      new IntakeLimits(
          2L << 20, 10, SOON, SOON, SOON, Duration.ofMillis(10), Duration.ofMillis(50), 3);

  private final FakeMailSink sink = new FakeMailSink();
  private final ScriptedImapServer server =
      new ScriptedImapServer(
          List.of(mail("uno"), mail("due") + "x\r\n".repeat(500_000), mail("tre")));

  private static String mail(String subject) {
    return "From: anna@example.it\r\nSubject: " + subject + "\r\n\r\nciao\r\n";
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ImapIntake start(RawStore raw) {
    var imap = new Server("127.0.0.1", server.port(), Tls.NONE, "urp", "segreto");
    var mailbox =
        new MailboxConfig("urp", "a@b.it", "", imap, List.of("INBOX"), Duration.ofSeconds(1), imap);
    var ports =
        new IntakePorts(
            sink,
            raw,
            new MimeReader(ReaderLimits.usual()),
            new SimpleMeterRegistry(),
            InstantSource.system(),
            new Random(1));
    var intake = new ImapIntake(mailbox, "INBOX", LIMITS, ports);
    intake.start();
    return intake;
  }

  private void expect(String... subjects) {
    expect(new MemoryRawStore(), subjects);
  }

  private void expect(RawStore raw, String... subjects) {
    try (ImapIntake _ = start(raw)) {
      Eventually.within(SOON, () -> sink.taken().size() >= subjects.length);
    }
    assertEquals(List.of(subjects), sink.subjects());
  }

  @Test
  void takesTheTimeOfArrivalFromTheServer() {
    expect("uno", "due", "tre");
    assertEquals(Instant.parse("2026-01-05T09:20:30Z"), sink.taken().getFirst().receivedAt());
    assertTrue(
        server.commands().stream().noneMatch(c -> c.contains("STORE") || c.startsWith("SELECT")),
        server.commands().toString());
  }

  @Test
  void goesOnPastAMessageTheServerRefuses() {
    server.trouble(2, Trouble.REFUSED);
    expect("uno", "?", "tre");
    var content = (NotUnderstood) sink.taken().get(1).content();
    assertTrue(content.reason().contains("gives only 0 of"), content.reason());
    long asked = server.commands().stream().filter(c -> c.startsWith("FETCH 2 (BODY")).count();
    assertEquals(LIMITS.fetchTries(), asked);
  }

  @Test
  void takesNoHalfOfAMessageForTheWhole() {
    server.trouble(2, Trouble.REFUSED_LATER);
    expect("uno", "?", "tre");
    var content = (NotUnderstood) sink.taken().get(1).content();
    assertTrue(content.reason().contains("gives only 1048576 of 15000"), content.reason());
  }

  @Test
  void goesOnPastAMessageWithoutBytes() {
    server.trouble(1, Trouble.EMPTY);
    expect("?", "due", "tre");
  }

  @Test
  void goesOnPastAMessageThatWasDeletedMeanwhile() {
    server.trouble(3, Trouble.GONE);
    expect("uno", "due");
  }

  @Test
  void asksAgainForAMessageWhenTheConnectionBroke() {
    server.trouble(2, Trouble.TORN_TWICE);
    expect("uno", "due", "tre");
    assertEquals(3, sink.offers());
  }

  @Test
  void waitsForADiskThatDoesNotWriteAndBlamesNoMessage() {
    var behind = new MemoryRawStore();
    var failures = new AtomicInteger(6);
    var failing =
        new RawStore() {
          @Override
          public Sha256 put(byte[] bytes) {
            return behind.put(bytes);
          }

          @Override
          public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
            if (failures.getAndDecrement() > 0) {
              throw new IOException("disk full");
            }
            return behind.put(bytes, maxBytes);
          }

          @Override
          public Sha256 write(Content content, long maxBytes) throws IOException {
            return behind.write(content, maxBytes);
          }

          @Override
          public Optional<InputStream> open(Sha256 name) {
            return behind.open(name);
          }

          @Override
          public Optional<Long> size(Sha256 name) {
            return behind.size(name);
          }
        };
    expect(failing, "uno", "due", "tre");
  }
}

package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.history.IntakeLine;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.imap.FolderReport;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.imap.Reconciliation;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.ManualTimer;
import it.sportello.testkit.RealMailServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The comparison of a mailbox on a real Dovecot with a real desk's journal.
class ReconciliationIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ADDRESS = "urp@example.org";

  private final MimeReader reader = new MimeReader(ReaderLimits.usual());
  private final MailDesk desk = new MailDesk(reader);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RealMailServers servers;
  private MailboxConfig mailbox;

  @BeforeEach
  void start() throws IOException {
    servers = RealMailServers.start(ADDRESS);
    mailbox = servers.mailbox("urp", ADDRESS, Tls.NONE, Duration.ofMinutes(8));
  }

  @AfterEach
  void stop() throws IOException {
    desk.close();
    if (servers != null && Files.exists(servers.certificate())) {
      servers.close();
    }
  }

  private IntakePorts ports(MailSink sink) {
    return new IntakePorts(sink, desk.raw, reader, meters, desk.now::get, new Random(1));
  }

  private Reconciliation reconciliation() {
    return new Reconciliation(
        List.of(mailbox),
        IntakeLimits.usual(),
        ports(desk.intake),
        new IntakeLedger(desk.history, () -> true, desk.intake),
        LocalTime.of(3, 30),
        ZoneOffset.UTC,
        new ManualTimer());
  }

  private void send(String subject) throws Exception {
    String head = "From: anna@example.it\r\nSubject: " + subject + "\r\nMessage-ID: <";
    byte[] raw = (head + subject + "@x>\r\n\r\nciao\r\n").getBytes(StandardCharsets.US_ASCII);
    servers.send("anna@example.it", ADDRESS, raw);
    int n = ++sent;
    Eventually.within(SOON, () -> servers.files(ADDRESS).size() == n);
  }

  private int sent;

  /// Takes what is in the mailbox, but drops one message as if it had been taken.
  private void takeAllBut(String dropped, int messages) {
    var sink =
        new MailSink() {
          private volatile MailKey last = new MailKey("", "", 0, 0);

          @Override
          public Optional<MailCursor> cursor(String name, String folder) {
            return desk.intake.cursor(name, folder);
          }

          @Override
          public void take(InboundMail mail) throws MailNotTaken, InterruptedException {
            boolean drops =
                mail.content() instanceof Understood u && u.mail().subject().equals(dropped);
            if (!drops) {
              desk.intake.take(mail);
            }
            last = mail.key();
          }
        };
    try (var intake = new ImapIntake(mailbox, "INBOX", IntakeLimits.usual(), ports(sink))) {
      intake.start();
      Eventually.within(SOON, () -> sink.last.uid() == messages);
    }
  }

  private FolderReport compared() throws InterruptedException {
    return reconciliation().run().folders().getFirst();
  }

  @Test
  void takesWhatWasMissedOnceAndSaysSo() throws Exception {
    for (String subject : List.of("uno", "due", "tre")) {
      send(subject);
    }
    takeAllBut("due", 3);
    assertEquals(2, desk.lines().size());
    FolderReport report = compared();
    assertEquals(Optional.empty(), report.trouble());
    assertEquals(3, report.onServer());
    assertEquals(2, report.matched());
    assertEquals(List.of(new FolderReport.Missed(2, "<due@x>", Optional.empty())), report.missed());
    IntakeLine line = desk.lines().getFirst();
    assertEquals("due", line.subject());
    assertEquals("found by the reconciliation", line.reason());
    assertTrue(
        line.contact().flatMap(desk.history::contact).isPresent(), "a contact like any other");
    assertEquals(1, meters.get("sportello.mail.missed").counter().count());

    FolderReport again = compared();
    assertEquals(0, again.missedInAll());
    assertEquals(3, again.matched());
    assertEquals(3, desk.lines().size());
  }

  @Test
  void tellsWhatIsGoneAndLeavesWhatIsStillToCome() throws Exception {
    send("uno");
    send("due");
    takeAllBut("", 2);
    Files.delete(servers.files(ADDRESS).getFirst());
    sent--;
    send("tre");
    FolderReport report = compared();
    assertEquals(1, report.onServer(), "the third is not due yet");
    assertEquals(1, report.gone());
    assertEquals(0, report.missedInAll());
    assertEquals(2, desk.lines().size());
  }

  @Test
  void saysWhyAFolderCannotBeCompared() throws Exception {
    send("uno");
    assertTrue(compared().trouble().orElseThrow().words().contains("not been read"));
    servers.close();
    assertTrue(compared().trouble().isPresent());
    assertEquals(Optional.empty(), reconciliation().trouble(), "the intake itself says that");
  }
}

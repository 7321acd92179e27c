package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import it.sportello.testkit.FaultProxy;
import jakarta.mail.Flags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImapIntakeTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final IntakeLimits LIMITS =
      new IntakeLimits(
          2L << 20,
          5,
          Duration.ofSeconds(5),
          Duration.ofSeconds(8),
          Duration.ofMinutes(9),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          3);

  private final FakeMailSink sink = new FakeMailSink();
  private final MemoryRawStore raw = new MemoryRawStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ImapIntake> started = new ArrayList<>();
  private GreenMail server = server();
  private GreenMailUser user = user();

  /// Keeps the port while the server goes and comes back: another process may take a port that was
  /// free for a moment.
  private FaultProxy front;

  private static GreenMail server() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    return server;
  }

  private GreenMailUser user() {
    return server.setUser("urp@example.org", "urp@example.org", "segreto");
  }

  @BeforeEach
  void putTheFrontBeforeIt() throws IOException {
    front = new FaultProxy(server.getImap().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    started.forEach(ImapIntake::close);
    server.stop();
    front.close();
  }

  private ImapIntake start(Duration pollEvery) {
    return start(pollEvery, LIMITS);
  }

  private ImapIntake start(Duration pollEvery, IntakeLimits limits) {
    var imap = new Server("127.0.0.1", front.port(), Tls.NONE, "urp@example.org", "segreto");
    var mailbox =
        new MailboxConfig("urp", "urp@example.org", "URP", imap, List.of("INBOX"), pollEvery, imap);
    var ports =
        new IntakePorts(
            sink,
            raw,
            new MimeReader(ReaderLimits.usual()),
            meters,
            InstantSource.system(),
            new Random(1));
    var intake = new ImapIntake(mailbox, "INBOX", limits, ports);
    intake.start();
    started.add(intake);
    return intake;
  }

  private void deliver(String subject) {
    deliverRaw(
        "From: anna@example.it\r\nSubject: ",
        subject,
        "\r\nMessage-ID: <",
        subject,
        "@x>\r\n\r\nciao");
  }

  private void deliverRaw(String... pieces) {
    user.deliver(GreenMailUtil.newMimeMessage(String.join("", pieces)));
  }

  private void expect(String... subjects) {
    Eventually.within(SOON, () -> sink.taken().size() >= subjects.length);
    assertEquals(List.of(subjects), sink.subjects());
  }

  private void comeBack() {
    server = server();
    user = user();
    front.pointTo(server.getImap().getPort());
  }

  /// Its UIDVALIDITY is the second it was started in.
  private void startAnew(long uidValidity) {
    Eventually.within(
        SOON,
        () -> {
          server.stop();
          comeBack();
          return inbox().getUidValidity() != uidValidity;
        });
  }

  private MailFolder inbox() {
    try {
      return server.getManagers().getImapHostManager().getInbox(user);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesEverythingInOrderOverSeveralPages() {
    String[] subjects = IntStream.range(0, 23).mapToObj(i -> "m" + i).toArray(String[]::new);
    for (String subject : subjects) {
      deliver(subject);
    }
    start(Duration.ofMinutes(5));
    expect(subjects);
    // counted once the sink has returned
    Eventually.within(
        SOON,
        () -> meters.get(IntakeMeters.TAKEN).tag("result", "understood").counter().count() == 23);
    assertEquals(List.of(5, 5, 5, 5, 3), sink.waves());
  }

  @Test
  void pollsWhateverTheServerAnnounces() {
    ImapIntake intake =
        start(
            Duration.ofSeconds(1),
            new IntakeLimits(
                8L << 20, 5, SOON, SOON, Duration.ofMillis(20), Duration.ZERO, Duration.ZERO, 3));
    Eventually.within(SOON, () -> intake.status().doing().equals("waiting"));
    Instant before = intake.status().lastSuccess();
    Eventually.within(SOON, () -> intake.status().lastSuccess().isAfter(before));
    assertTrue(intake.trouble().isEmpty());
  }

  @Test
  void changesNothingInTheMailbox() {
    deliver("letto da noi");
    start(Duration.ofMinutes(5));
    expect("letto da noi");
    List<StoredMessage> messages = inbox().getMessages();
    assertEquals(1, messages.size());
    assertFalse(messages.getFirst().getFlags().contains(Flags.Flag.SEEN));
    assertFalse(messages.getFirst().getFlags().contains(Flags.Flag.DELETED));
  }

  @Test
  void takesNothingTwiceAfterARestart() {
    deliver("uno");
    deliver("due");
    ImapIntake first = start(Duration.ofMinutes(5));
    expect("uno", "due");
    first.close();
    deliver("tre");
    ImapIntake second = start(Duration.ofMinutes(5));
    expect("uno", "due", "tre");
    Eventually.within(SOON, () -> second.status().doing().equals("waiting"));
    assertEquals(3, sink.offers(), "nothing was even asked for again");
  }

  @Test
  void goesOnPastMessagesThatCannotBeRead() {
    deliverRaw("\u0001\u0002\u00ff spazzatura");
    deliverRaw(
        "From: a@b.it\r\nSubject: charset\r\nContent-Type: text/plain; charset=klingon\r\n\r\nx");
    deliverRaw("From: a@b.it\r\nSubject: confine\r\nContent-Type: multipart/mixed\r\n\r\nx");
    deliverRaw(
        "From: a@b.it\r\nSubject: parti\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n",
        "--x\r\nContent-Type: image/png\r\n\r\ny\r\n".repeat(2_000),
        "--x--");
    deliverRaw("From: a@b.it\r\nSubject: bomba\r\n", "X-A: b\r\n".repeat(6_000), "\r\nx");
    deliver("ultimo");
    start(Duration.ofMinutes(5));
    expect("", "charset", "confine", "parti", "?", "ultimo");
    assertEquals(
        1, meters.get(IntakeMeters.TAKEN).tag("result", "not_understood").counter().count());
  }

  @Test
  void waitsForASinkThatCannotRecordAndSkipsNothing() {
    sink.refuseNext(4);
    deliver("uno");
    deliver("due");
    start(Duration.ofMinutes(5));
    expect("uno", "due");
    assertEquals(6, sink.offers());
    assertEquals(4, meters.get(IntakeMeters.FAILURES).tag("kind", "not_taken").counter().count());
  }

  @Test
  void comesBackWhenTheServerDoes() {
    deliver("prima");
    ImapIntake intake = start(Duration.ofSeconds(1));
    expect("prima");
    long before = inbox().getUidValidity();
    server.stop();
    Eventually.within(SOON, () -> !intake.status().failure().isEmpty());
    startAnew(before);
    deliver("dopo");
    expect("prima", "dopo");
  }

  @Test
  void looksAtAllAgainWhenTheServerNumbersAnew() {
    deliver("uno");
    deliver("due");
    ImapIntake first = start(Duration.ofMinutes(5));
    expect("uno", "due");
    first.close();
    long before = inbox().getUidValidity();
    startAnew(before);
    deliver("due");
    deliver("tre");
    deliver("quattro");
    start(Duration.ofMinutes(5));
    expect("uno", "due", "tre", "quattro");
    assertEquals(5, sink.offers());
  }

  @Test
  void keepsALargeMessageWholeAndTheBeginningOfATooLargeOne() {
    deliverRaw("From: a@b.it\r\nSubject: grande\r\n\r\n", "0123456789\r\n".repeat(110_000));
    deliverRaw("From: a@b.it\r\nSubject: troppo\r\n\r\n", "0123456789\r\n".repeat(190_000));
    deliver("ultimo");
    start(Duration.ofMinutes(5));
    expect("grande", "?", "ultimo");
    var whole = sink.taken().getFirst();
    assertTrue(whole.sizeBytes() > 1_300_000, "size " + whole.sizeBytes());
    assertEquals(whole.sizeBytes(), raw.size(whole.raw()).orElseThrow());
    assertEquals(1L << 20, raw.size(sink.taken().get(1).raw()).orElseThrow());
  }

  @Test
  void saysWhatIsWrong() {
    server.stop();
    ImapIntake intake = start(Duration.ofMinutes(1));
    Eventually.within(SOON, () -> intake.status().failuresInARow() > 2);
    assertTrue(intake.trouble().isEmpty(), "not yet worth an alarm");
    comeBack();
    deliver("eccomi");
    expect("eccomi");
  }
}

package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.history.IntakeLine;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.imap.ImapIntake;
import it.sportello.mail.imap.IntakeLimits;
import it.sportello.mail.imap.IntakePorts;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FaultProxy;
import it.sportello.testkit.FaultProxy.Fault;
import it.sportello.testkit.FaultProxy.Kind;
import it.sportello.testkit.RealMailServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real Dovecot behind a network that fails, a real desk before it: nothing is lost, and nothing
/// comes twice.
class FaultyMailIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration RARELY = Duration.ofMinutes(8);
  private static final String ADDRESS = "urp@example.org";
  private static final IntakeLimits LIMITS =
      new IntakeLimits(
          64L << 20,
          4,
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          3);

  private final MimeReader reader = new MimeReader(ReaderLimits.usual());
  private final MailDesk desk = new MailDesk(reader);
  private RealMailServers servers;
  private FaultProxy network;
  private int sent;

  @BeforeEach
  void start() throws IOException {
    servers = RealMailServers.start(ADDRESS);
    network = new FaultProxy(servers.imapPort());
  }

  @AfterEach
  void stop() throws IOException {
    desk.close();
    if (network != null) {
      network.close();
    }
    if (servers != null) {
      servers.close();
    }
  }

  private ImapIntake intake() {
    MailboxConfig direct = servers.mailbox("urp", ADDRESS, Tls.NONE, RARELY);
    Server s = direct.imap();
    var through =
        new MailboxConfig(
            direct.id(),
            direct.address(),
            "",
            new Server(s.host(), network.port(), s.tls(), s.user(), s.secret()),
            direct.folders(),
            RARELY,
            direct.smtp());
    var ports =
        new IntakePorts(
            desk.intake, desk.raw, reader, new SimpleMeterRegistry(), Instant::now, new Random(1));
    var intake = new ImapIntake(through, "INBOX", LIMITS, ports);
    intake.start();
    return intake;
  }

  private void send(String subject, int bytes) throws Exception {
    String text = "0123456789".repeat(7) + "\r\n";
    String head = "From: anna@example.it\r\nSubject: " + subject + "\r\nMessage-ID: <";
    String mail = head + subject + "@x>\r\n\r\n" + text.repeat(bytes / text.length() + 1);
    servers.send("anna@example.it", ADDRESS, mail.getBytes(StandardCharsets.US_ASCII));
    int n = ++sent;
    Eventually.within(SOON, () -> servers.files(ADDRESS).size() == n);
  }

  private void sendFive() throws Exception {
    for (int i = 0; i < 5; i++) {
      send("m" + i, 30_000);
    }
  }

  /// Each message has one fate, one contact, and the server's bytes.
  private void expectAllOnce() throws IOException {
    Eventually.within(SOON, () -> desk.lines().size() >= sent);
    List<IntakeLine> lines = desk.lines().reversed();
    assertEquals(
        IntStream.range(0, sent).mapToObj(i -> "m" + i).toList(),
        lines.stream().map(IntakeLine::subject).toList());
    assertEquals(sent, lines.stream().map(IntakeLine::contact).distinct().count());
    assertEquals(List.of(), lines.stream().filter(l -> !l.fate().equals("contact")).toList());
    List<byte[]> kept = servers.messages(ADDRESS);
    for (int i = 0; i < sent; i++) {
      try (var in = desk.raw.open(lines.get(i).raw()).orElseThrow()) {
        String whole = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        byte[] bytes = whole.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(with("\nSubject: m" + i + "\n", kept), bytes, "m" + i);
      }
    }
  }

  private static byte[] with(String line, List<byte[]> all) {
    return all.stream()
        .filter(b -> new String(b, StandardCharsets.ISO_8859_1).contains(line))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DROP", "TRUNCATE", "HANG"})
  void takesEachMessageOnceHoweverOftenItBreaksInTheMiddleOfOne(Kind kind) throws Exception {
    sendFive();
    for (int bytes : List.of(100, 20_000, 29_000, 35_000, 70_000)) {
      network.next(new Fault(kind, "BODY[]", bytes));
    }
    try (ImapIntake _ = intake()) {
      expectAllOnce();
      assertEquals(5, network.happened());
    }
  }

  @Test
  void takesEachMessageOnceWhenItBreaksBeforeAnyIsGiven() throws Exception {
    sendFive();
    network.next(new Fault(Kind.DROP, "", 0));
    network.next(new Fault(Kind.TRUNCATE, "", 10));
    network.next(new Fault(Kind.HANG, "", 40));
    network.next(new Fault(Kind.DROP, "UIDVALIDITY", 0));
    network.next(new Fault(Kind.HANG, "RFC822.SIZE", 3));
    network.next(new Fault(Kind.TRUNCATE, "RFC822.SIZE", 60));
    try (ImapIntake _ = intake()) {
      expectAllOnce();
      assertEquals(6, network.happened());
    }
  }

  @Test
  void isPatientWithASlowServer() throws Exception {
    sendFive();
    network.next(new Fault(Kind.SLOW, "BODY[]", 10));
    try (ImapIntake _ = intake()) {
      expectAllOnce();
      assertEquals(1, network.connections(), "on one connection");
    }
  }

  @Test
  void noticesAConnectionThatFellSilentWhileItWaits() throws Exception {
    sendFive();
    network.next(new Fault(Kind.HANG, "idling", 2));
    try (ImapIntake _ = intake()) {
      expectAllOnce();
      Eventually.within(SOON, () -> network.happened() == 1);
      send("m5", 100);
      expectAllOnce();
      assertTrue(network.connections() > 1, "on another connection");
    }
  }

  @Test
  void takesTheSameBytesOnceAlsoWhenTheyWereDeliveredTwice() throws Exception {
    sendFive();
    Path first = servers.files(ADDRESS).getFirst();
    String name = first.getFileName().toString();
    Path copy = first.resolveSibling("9" + name.substring(1));
    Files.copy(first, copy);
    Files.setAttribute(copy, "unix:uid", Files.getAttribute(first, "unix:uid"));
    network.next(new Fault(Kind.DROP, "BODY[]", 100_000));
    try (ImapIntake _ = intake()) {
      Eventually.within(SOON, () -> desk.lines().size() == 6);
    }
    List<IntakeLine> lines = desk.lines();
    assertEquals(1, lines.stream().filter(l -> l.fate().equals("known")).count());
    assertEquals(5, lines.stream().filter(l -> l.fate().equals("contact")).count());
  }
}

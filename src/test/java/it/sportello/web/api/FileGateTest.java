package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.edge.AttachmentScans;
import it.sportello.edge.SendingScans;
import it.sportello.edge.UnscannedFiles;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.Histories;
import it.sportello.mail.PreparedFile;
import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import it.sportello.scan.VirusScanner;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.web.server.RequestRefused;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Who may have which file.
class FileGateTest {
  private static final ContactHistory INFECTED = Histories.scanned("c1", Histories.NOON);
  private static final ContactHistory UNSCANNED = Histories.unscanned("c2", Histories.NOON);
  private static final Session OPERATOR = session(Role.OPERATOR);
  private static final Session SUPERVISOR = session(Role.SUPERVISOR);

  private static final Sha256 RAW = Sha256.of(new byte[] {1});

  private final AtomicInteger scans = new AtomicInteger();
  private boolean away = true;

  @Test
  void nobodyMayHaveAnInfectedFileAlone() {
    for (FileGate gate : new FileGate[] {gate(true), gate(false), off()}) {
      assertDoesNotThrow(() -> gate.checkFile(INFECTED.id(), message(INFECTED), file(INFECTED, 0)));
      refused(403, () -> gate.checkFile(INFECTED.id(), message(INFECTED), file(INFECTED, 1)));
      refused(403, () -> gate.checkAll(INFECTED.id(), message(INFECTED)));
    }
  }

  @Test
  void onlySupervisorsMayHaveAnInfectedMessageAsItCame() {
    refused(
        403,
        () ->
            off()
                .checkWhole(
                    INFECTED.id(), message(INFECTED), OPERATOR, RAW, () -> bytes("harmless")));
    refused(403, () -> off().checkEvidence(INFECTED, OPERATOR));
    assertDoesNotThrow(
        () ->
            off()
                .checkWhole(
                    INFECTED.id(), message(INFECTED), SUPERVISOR, RAW, () -> bytes("virus")));
    assertDoesNotThrow(() -> off().checkEvidence(INFECTED, SUPERVISOR));
  }

  @Test
  void whatWasNotScannedWaitsOrNot() {
    Executable download =
        () -> gate(true).checkFile(UNSCANNED.id(), message(UNSCANNED), file(UNSCANNED, 1));
    refused(503, download);
    refused(
        503,
        () ->
            gate(true)
                .checkWhole(UNSCANNED.id(), message(UNSCANNED), OPERATOR, RAW, () -> bytes("x")));
    assertDoesNotThrow(
        () ->
            gate(true)
                .checkWhole(UNSCANNED.id(), message(UNSCANNED), SUPERVISOR, RAW, () -> bytes("x")));
    assertDoesNotThrow(
        () -> gate(false).checkFile(UNSCANNED.id(), message(UNSCANNED), file(UNSCANNED, 1)));
    assertDoesNotThrow(
        () -> off().checkFile(UNSCANNED.id(), message(UNSCANNED), file(UNSCANNED, 1)));
  }

  /// A message that could not be read shows no attachments; what is in it is in its bytes.
  @Test
  void aMessageIsScannedAsAWholeBeforeAnOperatorGetsIt() {
    ContactHistory unread = Histories.with("c3", Histories.NOON, "", "", List.of("<1@x>"));
    Executable has =
        () ->
            gate(true)
                .checkWhole(unread.id(), message(unread), OPERATOR, RAW, () -> bytes("virus"));
    refused(503, has);
    assertDoesNotThrow(
        () ->
            gate(false).checkWhole(unread.id(), message(unread), OPERATOR, RAW, () -> bytes("x")));
    away = false;
    refused(403, has);
    assertDoesNotThrow(
        () -> gate(true).checkWhole(unread.id(), message(unread), OPERATOR, RAW, () -> bytes("x")));
  }

  @Test
  void showsWhatWasSaid() {
    assertEquals(
        Optional.of(new Shapes.Scan("infected", "Virus")),
        off().shown(message(INFECTED), file(INFECTED, 1)));
    assertEquals(
        Optional.of(new Shapes.Scan("waiting", "")),
        gate(true).shown(message(UNSCANNED), file(UNSCANNED, 1)));
    assertEquals(Optional.empty(), off().shown(message(UNSCANNED), file(UNSCANNED, 1)));
  }

  /// It is accepted while the scanner is away, and scanned before it leaves.
  @Test
  void anUploadIsScannedBeforeItLeaves() throws Exception {
    FileGate gate = gate(true);
    assertEquals(Optional.empty(), gate.added(prepared("a virus"), () -> bytes("a virus")));
    refused(
        503, () -> gate.checkLeaving(List.of(prepared("a virus")), _ -> () -> bytes("a virus")));
    away = false;
    refused(
        403, () -> gate.checkLeaving(List.of(prepared("a virus")), _ -> () -> bytes("a virus")));
    assertEquals(
        403,
        gate.added(prepared("a virus"), () -> bytes("a virus")).orElseThrow().response().status());
    assertDoesNotThrow(
        () -> gate.checkLeaving(List.of(prepared("clean")), _ -> () -> bytes("clean")));
    assertDoesNotThrow(
        () -> off().checkLeaving(List.of(prepared("a virus")), _ -> () -> bytes("a virus")));
  }

  @Test
  void whatWasSaidOfAFileIsRemembered() throws Exception {
    away = false;
    FileGate gate = gate(true);
    assertEquals(Optional.empty(), gate.added(prepared("clean"), () -> bytes("clean")));
    assertDoesNotThrow(
        () -> gate.checkLeaving(List.of(prepared("clean")), _ -> () -> bytes("clean")));
    assertEquals(1, scans.get());
  }

  private static void refused(int status, Executable what) {
    var refusal = assertThrows(RequestRefused.class, what);
    assertEquals(status, refusal.response().status());
  }

  private static FileGate off() {
    return new FileGate(Optional.empty());
  }

  private FileGate gate(boolean waits) {
    VirusScanner scanner = new Scanner();
    var received =
        new AttachmentScans(
            scanner,
            (_, _) -> Map.of(),
            new UnscannedFiles(
                new MemoryHistory(),
                () -> true,
                Duration.ZERO,
                InstantSource.fixed(Histories.NOON)),
            _ -> new CompletableFuture<>(),
            1);
    Duration atMost = Duration.ofSeconds(waits ? 5 : 0);
    return new FileGate(
        Optional.of(new FileGate.Scanning(received, new SendingScans(scanner), waits, atMost)));
  }

  private final class Scanner implements VirusScanner {
    @Override
    public Verdict scan(InputStream bytes) throws ScannerUnavailable, java.io.IOException {
      version();
      scans.incrementAndGet();
      String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
      return text.contains("virus") ? Verdict.infected("Virus") : Verdict.clean();
    }

    @Override
    public String version() throws ScannerUnavailable {
      if (away) {
        throw new ScannerUnavailable("nobody is there");
      }
      return "test";
    }
  }

  private static Message message(ContactHistory contact) {
    return contact.messages().getFirst();
  }

  private static Attachment file(ContactHistory contact, int n) {
    return message(contact).attachments().get(n);
  }

  private static PreparedFile prepared(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new PreparedFile(
        "f1", "a.txt", bytes.length, Sha256.of(bytes), Instant.EPOCH, new OperatorId("anna"));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Session session(Role role) {
    return new Session("s", new OperatorId("x"), "X", Set.of(role), "c", "p");
  }
}

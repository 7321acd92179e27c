package it.sportello.edge;

import static it.sportello.history.Histories.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.Command;
import it.sportello.desk.Committed;
import it.sportello.desk.Reply;
import it.sportello.edge.AttachmentBytes.Source;
import it.sportello.history.Histories;
import it.sportello.journal.Draft;
import it.sportello.journal.Recorded;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of attachments after their message was taken.
class AttachmentScansTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final ScriptedScanner scanner = new ScriptedScanner();
  private final MemoryHistory history = new MemoryHistory();
  private final Map<Integer, String> files = new ConcurrentHashMap<>();
  private final List<Command.FilesScanned> recorded = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AttachmentScans scans =
      new AttachmentScans(
          scanner,
          (_, attachments) -> sources(attachments),
          new UnscannedFiles(
              history,
              () -> true,
              Duration.ofDays(1),
              InstantSource.fixed(NOON.plusSeconds(3_600))),
          this::record,
          2);

  @AfterEach
  void stop() {
    scans.close();
  }

  private Map<Integer, Source> sources(List<Attachment> attachments) {
    var sources = new HashMap<Integer, Source>();
    for (Attachment a : attachments) {
      String text = files.get(a.part());
      if (text != null) {
        sources.put(
            a.part(), () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return sources;
  }

  private CompletableFuture<Reply> record(Command command) {
    if (refusals.getAndDecrement() > 0) {
      return CompletableFuture.completedFuture(new Reply.NotNow("busy", "later"));
    }
    recorded.add((Command.FilesScanned) command);
    return CompletableFuture.completedFuture(new Reply.Done(1));
  }

  @Test
  void recordsWhatIsSaidOfEachFile() throws Exception {
    files.putAll(Map.of(0, "clean", 1, "a virus"));
    scans.start();
    comes("c1", 3);
    Eventually.within(SOON, () -> recorded.size() == 1);
    var expected =
        new Command.FilesScanned(
            new ContactId("c1"),
            1,
            List.of(
                ScannedFile.of(0, Verdict.clean()),
                ScannedFile.of(1, Verdict.infected("Test.Word")),
                ScannedFile.of(2, Verdict.unscannable(Verdict.UNREADABLE))),
            "Scripted 1");
    assertEquals(expected, recorded.getFirst());
    Eventually.within(SOON, () -> scans.waiting() == 0);
  }

  @Test
  void triesAgainWhenTheScannerIsBack() throws Exception {
    files.put(0, "a virus");
    scanner.away = true;
    scans.start();
    comes("c1", 1);
    comes("c2", 1);
    Eventually.within(SOON, () -> scans.trouble().isPresent());
    assertEquals(List.of(), recorded);
    scanner.away = false;
    scans.probe();
    Eventually.within(SOON, () -> recorded.size() == 2);
    assertEquals(Optional.empty(), scans.trouble());
  }

  @Test
  void noticesAScannerThatIsAwayBeforeAnythingComes() {
    scanner.away = true;
    scans.probe();
    assertEquals(Optional.of("nobody is there"), scans.trouble());
  }

  @Test
  void recordsAVerdictUntilItIsRecordedAndScansOnce() throws Exception {
    files.put(0, "clean");
    refusals.set(2);
    scans.start();
    comes("c1", 1);
    Eventually.within(SOON, () -> recorded.size() == 1);
    assertEquals(List.of("clean"), List.copyOf(scanner.scanned));
  }

  @Test
  void beginsWithWhatWasLeftButNotWithWhatIsTooOld() throws Exception {
    files.putAll(Map.of(0, "was scanned", 1, "clean"));
    history.put(Histories.unscanned("left", NOON));
    history.put(Histories.unscanned("old", NOON.minus(Duration.ofDays(2))));
    history.put(Histories.unscanned("both", NOON.minus(Duration.ofDays(2)), NOON));
    scans.start();
    Eventually.within(SOON, () -> recorded.size() == 2);
    Eventually.within(SOON, () -> scans.waiting() == 0);
    assertEquals(
        List.of("both 2", "left 1"),
        recorded.stream().map(c -> c.contact() + " " + c.n()).sorted().toList());
    assertEquals(List.of("clean", "clean"), List.copyOf(scanner.scanned));
  }

  @Test
  void scansAtOnceWhatSomebodyWantsToHave() throws Exception {
    files.putAll(Map.of(0, "clean", 1, "a virus"));
    var old = Histories.unscanned("old", NOON.minus(Duration.ofDays(2)));
    history.put(old);
    scans.start();
    assertEquals(
        Optional.of(Verdict.infected("Test.Word")),
        scans.verdict(old.id(), old.messages().getFirst(), 1, SOON));
    assertEquals(1, recorded.size(), "it counts only when it is recorded");
  }

  @Test
  void saysNothingWhileTheScannerIsAway() throws Exception {
    scanner.away = true;
    files.putAll(Map.of(0, "clean", 1, "a virus"));
    var one = Histories.unscanned("c1", NOON);
    history.put(one);
    scans.start();
    assertEquals(
        Optional.empty(),
        scans.verdict(one.id(), one.messages().getFirst(), 1, Duration.ofMillis(200)));
    var known = scans.verdict(one.id(), one.messages().getFirst(), 0, Duration.ofMillis(200));
    assertEquals(Optional.of(Verdict.clean()), known, "that was said before");
  }

  /// A verdict that was recorded meanwhile is not made again.
  @Test
  void looksIntoTheHistoryBeforeItScansSomethingOld() throws Exception {
    var asWas = Histories.unscanned("c1", NOON);
    history.put(Histories.scanned("c1", NOON));
    scans.start();
    assertEquals(
        Optional.of(Verdict.infected("Virus")),
        scans.verdict(asWas.id(), asWas.messages().getFirst(), 1, SOON));
    assertEquals(List.of(), recorded);
    assertTrue(scanner.scanned.isEmpty());
  }

  /// A scanner that says who it is, but does not come to an end with one file, is not away.
  @Test
  void givesAFileUpThatTheScannerCannotFinish() {
    files.putAll(Map.of(0, "a bomb", 1, "a virus"));
    var run = new ScanRun(scanner, (_, attachments) -> sources(attachments));
    ScanJob job = ScanJob.of(message("c1", 2));
    for (int i = 1; i < ScanRun.TRIES; i++) {
      assertInstanceOf(ScanRun.Result.Later.class, run.scan(job));
    }
    assertInstanceOf(ScanRun.Result.Done.class, run.scan(job));
    assertEquals(
        List.of(
            ScannedFile.of(0, Verdict.unscannable("failed it said nothing")),
            ScannedFile.of(1, Verdict.infected("Test.Word"))),
        job.said());
  }

  @Test
  void givesAMessageUpThatCannotBeRead() {
    AttachmentBytes broken =
        (_, _) -> {
          throw new IOException("the message cannot be read");
        };
    ScanJob job = ScanJob.of(message("c1", 1));
    var run = new ScanRun(scanner, broken);
    for (int i = 1; i < ScanRun.TRIES; i++) {
      assertInstanceOf(ScanRun.Result.Later.class, run.scan(job));
    }
    assertInstanceOf(ScanRun.Result.Done.class, run.scan(job));
    assertEquals(List.of(ScannedFile.of(0, Verdict.unscannable(Verdict.UNREADABLE))), job.said());
  }

  private void comes(String contact, int attachments) throws Exception {
    ContactEvent.MessageReceived fact = message(contact, attachments);
    var entry =
        new MemoryJournal()
            .append(
                List.of(new Draft(NOON, fact.subject(), "contact.message-received", 1, "{}", "{}")))
            .getFirst();
    scans.committed(
        new Committed(
            List.of(new Recorded(entry, fact)), Map.of(), Map.of(), Map.of(), Map.of(), List.of()));
  }

  private static ContactEvent.MessageReceived message(String contact, int attachments) {
    return new ContactEvent.MessageReceived(
        new ContactId(contact),
        1,
        Optional.empty(),
        "",
        "",
        List.of(),
        List.of(),
        "",
        "",
        java.util.stream.IntStream.range(0, attachments)
            .mapToObj(i -> new Attachment(i, "f" + i, "text/plain", 1, Optional.empty()))
            .toList());
  }
}

package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.journal.Drafts;
import it.sportello.journal.Entry;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalContract;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.JournalVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a start does with files that are not as they were written: every byte is cut, zeroed and
/// changed in turn.
final class FileJournalDamageTest {
  private static final FileJournal.Options PADDED = new FileJournal.Options(1 << 20, 300, 1 << 10);
  private static final FileJournal.Options UNPADDED = new FileJournal.Options(1 << 20, 0, 1 << 10);
  private static final FileJournal.Options MANY_SEGMENTS =
      new FileJournal.Options(1 << 10, 300, 1 << 10);

  @TempDir private Path temp;
  private final FaultyDisk disk = new FaultyDisk();
  private Path directory;
  private Path crashed;

  @BeforeEach
  void chooseDirectories() {
    directory = temp.resolve("journal");
    crashed = temp.resolve("crashed");
  }

  @Test
  void keepsWholeBatchesWhereverTheFileEnds() throws Exception {
    var ends = appendAndCrash(2, 1, 3);
    var whole = Files.readAllBytes(onlySegment());
    for (int length = SegmentHeader.BYTES; length <= whole.length; length++) {
      Files.write(onlySegment(), Arrays.copyOf(whole, length));
      assertOpensWith(entriesBefore(ends, length));
    }
  }

  @Test
  void keepsWholeBatchesWhereverTheZerosBegin() throws Exception {
    var ends = appendAndCrash(2, 1, 3);
    var whole = Files.readAllBytes(onlySegment());
    for (int length = SegmentHeader.BYTES; length <= ends.getLast().end(); length++) {
      var zeroed = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
      Files.write(onlySegment(), zeroed);
      int least = entriesBefore(ends, length);
      try (var journal = FileJournal.open(crashed, PADDED, disk)) {
        long entries = journal.lastSequence();
        assertTrue(entries >= least && List.of(0L, 2L, 3L, 6L).contains(entries), "" + entries);
        assertEquals(expected(entries), JournalContract.all(journal));
      }
      Files.delete(crashed.resolve("tip"));
    }
  }

  @Test
  void tellsDamageFromAnUnfinishedWriteAtEveryByte() throws Exception {
    var ends = appendAndCrash(2, 1, 3);
    var whole = Files.readAllBytes(onlySegment());
    long lastWriteAt = ends.get(1).end();
    for (int at = 0; at < ends.getLast().end(); at++) {
      var changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(onlySegment(), changed);
      if (at < lastWriteAt) {
        var e =
            assertThrows(
                JournalBroken.class, () -> FileJournal.open(crashed, PADDED, disk).close());
        assertSays(onlySegment() + ", byte ", e);
        var verdict = assertInstanceOf(Verdict.Unsound.class, JournalVerifier.verify(crashed));
        assertEquals(onlySegment(), verdict.file());
        assertTrue(verdict.offset() <= at && verdict.offset() > at - 400, verdict.toString());
        assertTrue(Arrays.equals(changed, Files.readAllBytes(onlySegment())), "not touched");
      } else {
        assertOpensWith(3);
      }
    }
  }

  @Test
  void findsEveryChangedByteAfterACleanStop() throws Exception {
    try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
      for (int i = 0; i < 4; i++) {
        journal.append(Drafts.numbered(2L * i + 1, 2));
      }
      journal.redact(3);
    }
    assertTrue(Segment.filesIn(directory).size() >= 2);
    for (var original : Segment.filesIn(directory)) {
      var whole = Files.readAllBytes(original);
      Crash.copy(directory, crashed);
      var file = crashed.resolve(original.getFileName());
      for (int at = 0; at < whole.length; at++) {
        var changed = whole.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        var verdict = assertInstanceOf(Verdict.Unsound.class, JournalVerifier.verify(crashed));
        assertEquals(file, verdict.file(), "byte " + at);
        assertThrows(JournalBroken.class, this::openAndReadAll, file + ", byte " + at);
      }
    }
  }

  @Test
  void cutsALastWriteOfWhichOnlyLaterPagesReachedTheDisk() throws Exception {
    var ends = appendAndCrash(2, 6);
    var bytes = Files.readAllBytes(onlySegment());
    int at = (int) ends.getFirst().end();
    Arrays.fill(bytes, at + 10, at + 300, (byte) 0);
    Files.write(onlySegment(), bytes);
    var verdict = assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(crashed));
    assertEquals(2, verdict.entries());
    assertTrue(verdict.unfinishedBytes() > 0);
    assertOpensWith(2);
  }

  @Test
  void leavesNothingOfAnUnfinishedWriteBehindWhatIsWrittenNext() throws Exception {
    var ends = appendAndCrash(2, 6);
    var bytes = Files.readAllBytes(onlySegment());
    bytes[(int) ends.getFirst().end() + 20] ^= 1;
    Files.write(onlySegment(), bytes);
    var again = temp.resolve("again");
    try (var journal = FileJournal.open(crashed, UNPADDED, disk)) {
      journal.append(Drafts.numbered(3, 1)); // as long as the entry it replaces
      Crash.copy(crashed, again);
    }
    try (var journal = FileJournal.open(again, PADDED, disk)) {
      assertEquals(expected(3), JournalContract.all(journal));
    }
  }

  @Test
  void findsEachEntryThatTakesThePlaceOfACutOne() throws Exception {
    var ends = appendAndCrash(60, 10);
    var bytes = Files.readAllBytes(onlySegment());
    Files.write(onlySegment(), Arrays.copyOf(bytes, (int) ends.getLast().end() - 1));
    try (var journal = FileJournal.open(crashed, PADDED, disk)) {
      for (long next = 61; next <= 200; next += 20) {
        journal.append(Drafts.numbered(next, 20));
      }
      for (var entry : expected(200)) {
        assertEquals(entry, journal.entry(entry.sequence()).orElseThrow());
      }
    }
  }

  @Test
  void refusesAHoleBeforeALaterWrite() throws Exception {
    var ends = appendAndCrash(2, 2, 1);
    var bytes = Files.readAllBytes(onlySegment());
    Arrays.fill(bytes, (int) ends.get(0).end(), (int) ends.get(1).end(), (byte) 0);
    Files.write(onlySegment(), bytes);
    var e = assertThrows(JournalBroken.class, () -> FileJournal.open(crashed, PADDED, disk));
    assertSays("byte " + ends.get(0).end(), e);
  }

  @Test
  void noticesAMissingSegment() throws Exception {
    try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
      for (int i = 1; i <= 20; i++) {
        journal.append(Drafts.numbered(i, 1));
      }
    }
    var files = Segment.filesIn(directory);
    assertTrue(files.size() > 3);
    for (var file : files) {
      Crash.copy(directory, crashed);
      Files.delete(crashed.resolve(file.getFileName()));
      assertThrows(JournalBroken.class, this::openAndReadAll, "without " + file);
      assertInstanceOf(Verdict.Unsound.class, JournalVerifier.verify(crashed), "without " + file);
    }
  }

  @Test
  void makesALostOrDamagedIndexAgain() throws Exception {
    List<Entry> before;
    try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
      for (int i = 0; i < 20; i++) {
        journal.append(Drafts.numbered(10L * i + 1, 10));
      }
      before = JournalContract.all(journal);
    }
    try (var files = Files.list(directory)) {
      var indexes = files.filter(f -> f.toString().endsWith(".idx")).sorted().toList();
      assertTrue(indexes.size() > 3);
      Files.delete(indexes.get(0));
      var bytes = Files.readAllBytes(indexes.get(1));
      bytes[75] ^= 1;
      Files.write(indexes.get(1), bytes);
      Files.write(indexes.get(2), new byte[0]);
    }
    try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
      assertEquals(before, JournalContract.all(journal));
      for (var entry : before) {
        assertEquals(entry, journal.entry(entry.sequence()).orElseThrow());
      }
    }
  }

  @Test
  void refusesASecondOwnerOfTheDirectory() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      var e = assertThrows(JournalBroken.class, () -> FileJournal.open(directory, PADDED, disk));
      assertSays("in use by this process", e);
      journal.append(Drafts.numbered(1, 1));
    }
    FileJournal.open(directory, PADDED, disk).close();
  }

  private record Written(long sequence, long end) {}

  /// Appends batches of these sizes, one write each, and leaves a crash's copy in `crashed`.
  private List<Written> appendAndCrash(int... sizes) throws IOException, JournalRefused {
    var ends = new ArrayList<Written>();
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      long end = SegmentHeader.BYTES;
      for (int size : sizes) {
        var drafts = Drafts.numbered(journal.lastSequence() + 1, size);
        journal.append(drafts);
        end +=
            EncodedDraft.of(drafts, new Random(1)).stream()
                .mapToLong(EncodedDraft::frameLength)
                .sum();
        ends.add(new Written(journal.lastSequence(), end));
      }
      Crash.copy(directory, crashed);
    }
    return ends;
  }

  private static int entriesBefore(List<Written> ends, long length) {
    return (int)
        ends.stream().filter(w -> w.end() <= length).mapToLong(Written::sequence).max().orElse(0);
  }

  private void assertOpensWith(long entries) throws Exception {
    try (var journal = FileJournal.open(crashed, PADDED, disk)) {
      assertEquals(expected(entries), JournalContract.all(journal));
      assertEquals(entries, journal.lastSequence());
      journal.append(Drafts.numbered(entries + 1, 1));
    }
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(crashed));
    try (var journal = FileJournal.open(crashed, PADDED, disk)) {
      assertEquals(expected(entries + 1), JournalContract.all(journal));
    }
    Files.delete(crashed.resolve("tip"));
  }

  private void openAndReadAll() {
    try (var journal = FileJournal.open(crashed, MANY_SEGMENTS, disk)) {
      JournalContract.all(journal);
    }
  }

  private static List<Entry> expected(long entries) {
    var expected = new ArrayList<Entry>();
    for (int i = 1; i <= entries; i++) {
      expected.add(Entry.of(i, Drafts.numbered(i)));
    }
    return expected;
  }

  private Path onlySegment() {
    return Segment.fileOf(crashed, 1);
  }

  private static void assertSays(String part, Throwable e) {
    assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
  }
}

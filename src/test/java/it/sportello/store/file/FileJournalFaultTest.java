package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.journal.Draft;
import it.sportello.journal.Drafts;
import it.sportello.journal.Entry;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalContract;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.JournalVerifier.Verdict;
import it.sportello.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full disks, failing syncs, and deaths in the middle of an erasure or of a new segment.
final class FileJournalFaultTest {
  private static final FileJournal.Options PADDED = new FileJournal.Options(1 << 20, 512, 4 << 10);
  private static final FileJournal.Options MANY_SEGMENTS =
      new FileJournal.Options(1 << 10, 0, 4 << 10);

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
  void refusesOnAFullDiskAndGoesOnWhenThereIsRoom() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      journal.append(Drafts.numbered(1, 3));
      disk.room.set(150);
      var e = assertThrows(JournalRefused.class, () -> journal.append(Drafts.numbered(4, 2)));
      assertSays("nothing was accepted", e);
      assertSays("No space left on device", e);
      assertEquals(true, journal.debugState().get("refusing"));
      assertHolds(3, journal);
      assertThrows(JournalRefused.class, () -> journal.append(Drafts.numbered(4, 2)));
      disk.room.set(Long.MAX_VALUE);
      journal.append(Drafts.numbered(4, 2));
      assertEquals(false, journal.debugState().get("refusing"));
      assertHolds(5, journal);
    }
    assertReopensWith(5, directory);
  }

  @Test
  void neverShowsARefusedBatchAfterACrash() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      journal.append(Drafts.numbered(1, 3));
      for (int room = 0; room < 600; room += 7) {
        disk.room.set(room);
        try {
          journal.append(Drafts.numbered(journal.lastSequence() + 1, 2));
        } catch (JournalRefused refused) {
          // what counts is what the files say
        }
        disk.room.set(0);
        assertReopensWith(journal.lastSequence(), Crash.copy(directory, crashed));
      }
      assertTrue(journal.lastSequence() > 3);
    }
  }

  @Test
  void neverShowsARefusedBatchAfterAPowerCut() throws Exception {
    var cuttable = new PowerCutDisk(() -> {});
    var random = new Random(1);
    try (var journal = FileJournal.open(directory, PADDED, cuttable)) {
      journal.append(Drafts.numbered(1, 3));
      cuttable.failWrite(1, 1);
      assertThrows(JournalRefused.class, () -> journal.append(Drafts.numbered(4, 1)));
      for (int i = 0; i < 100; i++) {
        Crash.remove(crashed);
        Files.createDirectories(crashed);
        cuttable.cut(random, crashed);
        assertReopensWith(3, crashed);
      }
    }
  }

  @Test
  void writesWithoutPaddingWhereThereIsNoRoomForIt() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      disk.room.set(700);
      journal.append(Drafts.numbered(1, 2));
      assertEquals(2, journal.lastSequence());
      assertReopensWith(2, Crash.copy(directory, crashed));
    }
  }

  @Test
  void isRefusedAtEachStepOfMakingASegmentAndLosesNothing() throws Exception {
    for (int operations = 0; operations < 14; operations++) {
      Crash.remove(directory);
      disk.operationsLeft.set(Long.MAX_VALUE);
      try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
        journal.append(Drafts.numbered(1, 3));
        disk.operationsLeft.set(operations);
        boolean broken = false;
        try {
          journal.append(Drafts.numbered(4, 3));
        } catch (JournalRefused refused) {
          assertEquals(3, journal.lastSequence());
        } catch (JournalBroken unknown) {
          broken = true;
        }
        disk.operationsLeft.set(Long.MAX_VALUE);
        if (broken) {
          assertThrows(JournalBroken.class, () -> journal.append(Drafts.numbered(9, 1)));
        } else {
          // shorter than what was refused: must not go to the segment that is sealed
          journal.append(Drafts.numbered(journal.lastSequence() + 1, 1));
        }
        assertReopensWithAtLeast(journal.lastSequence(), Crash.copy(directory, crashed));
      }
    }
  }

  @Test
  void isBrokenForGoodWhenASyncFails() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      journal.append(Drafts.numbered(1, 3));
      disk.syncFails = true;
      var e = assertThrows(JournalBroken.class, () -> journal.append(Drafts.numbered(4, 1)));
      assertSays("not known", e);
      disk.syncFails = false;
      assertThrows(JournalBroken.class, () -> journal.append(Drafts.numbered(4, 1)));
      assertThrows(JournalBroken.class, () -> journal.redact(1));
      assertHolds(3, journal);
    }
    assertFalse(Files.exists(directory.resolve("tip")), "no clean stop");
    assertReopensWithAtLeast(3, directory);
  }

  @Test
  void isBrokenWhenAFailedWriteCannotBeTakenBack() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      journal.append(Drafts.numbered(1, 3));
      disk.room.set(10);
      disk.truncateFails = true;
      assertThrows(JournalBroken.class, () -> journal.append(Drafts.numbered(4, 1)));
    }
    assertReopensWithAtLeast(3, directory);
  }

  @Test
  void syncsAgainWhatItReadsAtStart() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      journal.append(Drafts.numbered(1, 3));
      Crash.copy(directory, crashed);
    }
    int before = disk.syncs.get();
    FileJournal.open(crashed, PADDED, disk).close();
    assertTrue(disk.syncs.get() > before);
    disk.syncFails = true;
    assertThrows(JournalBroken.class, () -> FileJournal.open(crashed, PADDED, disk));
  }

  @Test
  void finishesAnErasureWhereverItStopped() throws Exception {
    boolean finished = false;
    for (int operations = 0; !finished; operations++) {
      Crash.remove(directory);
      disk.operationsLeft.set(Long.MAX_VALUE);
      try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
        journal.append(Drafts.numbered(1, 3));
        journal.append(Drafts.numbered(4, 3));
        disk.operationsLeft.set(operations);
        finished = tryToRedact(journal, 2);
        boolean begun = Files.exists(directory.resolve("erasing"));
        try (var reopened = reopen()) {
          boolean redacted = reopened.entry(2).orElseThrow().redacted();
          assertTrue(redacted || !(finished || begun), "after " + operations);
          reopened.redact(2);
          assertTrue(reopened.entry(2).orElseThrow().redacted());
        }
        assertEquals(
            1, assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(crashed)).erased());
        disk.operationsLeft.set(Long.MAX_VALUE);
        journal.redact(5);
        journal.redact(2);
        try (var reopened = reopen()) {
          assertTrue(reopened.entry(2).orElseThrow().redacted());
          assertTrue(reopened.entry(5).orElseThrow().redacted());
        }
      }
    }
  }

  @Test
  void finishesAnErasureOfWhichHalfReachedTheDisk() throws Exception {
    try (var journal = FileJournal.open(directory, MANY_SEGMENTS, disk)) {
      journal.append(Drafts.numbered(1, 3));
      disk.room.set(40);
      assertThrows(JournalRefused.class, () -> journal.redact(2));
      try (var reopened = reopen()) {
        assertEquals(3, JournalContract.all(reopened).size());
        assertTrue(reopened.entry(2).orElseThrow().redacted());
      }
    }
  }

  @Test
  void sharesOneSyncAmongCallersThatComeMeanwhile() throws Exception {
    try (var journal = FileJournal.open(directory, PADDED, disk)) {
      int before = disk.syncs.get();
      disk.maySync = new CountDownLatch(1);
      var callers = new ArrayList<Thread>();
      for (int i = 1; i <= 10; i++) {
        var batch = Drafts.numbered(i, 1);
        callers.add(Thread.ofVirtual().start(() -> append(journal, batch)));
      }
      Eventually.within(
          Duration.ofSeconds(20),
          () -> callers.stream().allMatch(c -> c.getState() == Thread.State.WAITING));
      assertEquals(0, journal.lastSequence());
      disk.maySync.countDown();
      for (var caller : callers) {
        caller.join();
      }
      assertEquals(10, journal.lastSequence());
      assertTrue(disk.syncs.get() - before <= 2, () -> disk.syncs + " syncs");
    }
  }

  private static void append(FileJournal journal, List<Draft> batch) {
    try {
      journal.append(batch);
    } catch (JournalRefused e) {
      throw new AssertionError(e);
    }
  }

  private FileJournal reopen() throws Exception {
    return FileJournal.open(Crash.copy(directory, crashed), MANY_SEGMENTS, new FaultyDisk());
  }

  private static boolean tryToRedact(FileJournal journal, long sequence) {
    try {
      journal.redact(sequence);
      return true;
    } catch (JournalRefused refused) {
      return false;
    }
  }

  private static void assertHolds(long entries, FileJournal journal) {
    assertEquals(expected(entries), JournalContract.all(journal));
    assertEquals(entries, journal.lastSequence());
  }

  private static void assertReopensWith(long entries, Path in) throws Exception {
    try (var journal = FileJournal.open(in, PADDED, new FaultyDisk())) {
      assertHolds(entries, journal);
    }
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(in));
  }

  private static void assertReopensWithAtLeast(long entries, Path in) throws Exception {
    try (var journal = FileJournal.open(in, PADDED, new FaultyDisk())) {
      assertTrue(journal.lastSequence() >= entries);
      assertHolds(journal.lastSequence(), journal);
    }
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(in));
  }

  private static List<Entry> expected(long entries) {
    var expected = new ArrayList<Entry>();
    for (long i = 1; i <= entries; i++) {
      expected.add(Entry.of(i, Drafts.numbered(i)));
    }
    return expected;
  }

  private static void assertSays(String part, Throwable e) {
    assertTrue(String.valueOf(e.getMessage()).contains(part), e::getMessage);
  }
}

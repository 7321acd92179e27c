package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.journal.Draft;
import it.sportello.journal.Drafts;
import it.sportello.journal.Entry;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalContract;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.JournalVerifier.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories of appends, erasures, restarts and failing syncs, with the power cut at random
/// operations: after each cut everything acknowledged is there, unchanged and once.
///
/// `-Dsportello.seed=N` repeats one history; `-Dsportello.histories=N` makes more of them.
final class FileJournalHistoryTest {
  private static final int HISTORIES = Integer.getInteger("sportello.histories", 20);
  private static final int ACTIONS = 40;
  private static final int CUT_ONE_IN = 12;

  @TempDir private Path temp;
  private int directories;

  @Test
  void losesNothingInAnyHistory() throws Exception {
    Long only = Long.getLong("sportello.seed");
    long first = only == null ? new Random().nextLong() : only;
    for (long seed = first; seed < first + (only == null ? HISTORIES : 1); seed++) {
      try {
        new History(seed).run();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("repeat it with -Dsportello.seed=" + seed, e);
      }
    }
  }

  private final class History {
    private final Random random;
    private final FileJournal.Options options;
    private final Path directory = temp.resolve("journal-" + directories++);
    private final PowerCutDisk disk = new PowerCutDisk(this::maybeCut);

    /// What the journal holds, or may hold: the last batch may be unacknowledged.
    private final List<Entry> entries = new ArrayList<>();

    private final TreeSet<Long> batchEnds = new TreeSet<>(List.of(0L));
    private final TreeSet<Long> redacted = new TreeSet<>();
    private long beingRedacted;
    private long acknowledged;
    private volatile @Nullable Throwable failedCut;
    private FileJournal journal;

    private History(long seed) {
      random = new Random(seed);
      int padding = random.nextBoolean() ? 0 : random.nextInt(3000);
      options = new FileJournal.Options(1024 + random.nextInt(8000), padding, 4096);
      journal = FileJournal.open(directory, options, disk);
    }

    private void run() throws Exception {
      for (int i = 0; i < ACTIONS; i++) {
        switch (random.nextInt(10)) {
          case 0 -> restart();
          case 1 -> appendWhile(() -> disk.failSync(1 + random.nextInt(4)));
          case 2 ->
              appendWhile(() -> disk.failWrite(1 + random.nextInt(3), random.nextInt(3) / 2.0));
          case 3, 4 -> redact();
          default -> append();
        }
        assertNoFailedCut();
        assertHolds(journal);
      }
      journal.close();
      assertNoFailedCut();
      assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
    }

    private void append() throws JournalRefused {
      var batch = new ArrayList<Draft>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        batch.add(Drafts.random(random, random.nextInt(1000), random.nextInt(600)));
      }
      synchronized (disk) {
        batch.forEach(draft -> entries.add(Entry.of(entries.size() + 1, draft)));
        batchEnds.add((long) entries.size());
      }
      var appended = journal.append(batch);
      synchronized (disk) {
        assertEquals(entries.subList((int) acknowledged, entries.size()), appended);
        acknowledged = entries.size();
      }
    }

    private void redact() throws JournalRefused {
      if (acknowledged == 0) {
        return;
      }
      long sequence = 1 + random.nextLong(acknowledged);
      synchronized (disk) {
        beingRedacted = sequence;
      }
      try {
        disk.failSync(random.nextInt(4));
        journal.redact(sequence);
      } catch (JournalRefused notForSure) {
        journal.redact(sequence);
      }
      disk.failSync(0);
      synchronized (disk) {
        redacted.add(sequence);
        beingRedacted = 0;
      }
    }

    private void restart() {
      journal.close();
      journal = FileJournal.open(directory, options, disk);
    }

    /// Where it is not known what is on disk, the journal stops, and its process starts again on a
    /// machine that kept running.
    private void appendWhile(Runnable fault) {
      fault.run();
      try {
        append();
      } catch (JournalRefused nothingWritten) {
        forgetAllAfter(acknowledged);
      } catch (JournalBroken unknown) {
        endFaults();
        restart();
        forgetAllAfter(journal.lastSequence());
      }
      endFaults();
    }

    private void endFaults() {
      disk.failSync(0);
      disk.failWrite(0, 0);
    }

    private void forgetAllAfter(long sequence) {
      synchronized (disk) {
        acknowledged = sequence;
        entries.subList((int) sequence, entries.size()).clear();
        batchEnds.tailSet(sequence, false).clear();
      }
    }

    private void maybeCut() {
      if (random.nextInt(CUT_ONE_IN) != 0) {
        return;
      }
      try {
        var left = Files.createDirectory(temp.resolve("cut-" + directories++));
        disk.cut(random, left);
        try (var reopened = FileJournal.open(left, options, new FaultyDisk())) {
          assertHolds(reopened);
          reopened.append(Drafts.numbered(1, 2));
        }
        assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(left));
        Crash.remove(left);
      } catch (Throwable e) { // also what an assertion throws, on the journal's thread
        failedCut = e;
      }
    }

    private void assertNoFailedCut() {
      var failed = failedCut;
      if (failed != null) {
        throw new AssertionError("after a power cut: " + failed.getMessage(), failed);
      }
    }

    private void assertHolds(FileJournal held) {
      long last = held.lastSequence();
      assertTrue(last >= acknowledged, () -> last + " of " + acknowledged + " acknowledged");
      assertTrue(batchEnds.contains(last), () -> last + " is within a batch");
      var found = JournalContract.all(held);
      assertEquals(last, found.size());
      for (var entry : found) {
        var expected = entries.get((int) entry.sequence() - 1);
        boolean gone = !expected.personal().isEmpty() && redacted.contains(entry.sequence());
        boolean mayBeGone = entry.sequence() == beingRedacted && entry.redacted();
        assertEquals(gone || mayBeGone ? expected.withoutPersonal() : expected, entry);
      }
    }
  }
}

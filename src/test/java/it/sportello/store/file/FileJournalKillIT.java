package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.journal.Drafts;
import it.sportello.journal.Entry;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalContract;
import it.sportello.store.file.JournalVerifier.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that appends, again and again (SIGKILL), and opens what it left: everything it
/// said was acknowledged is there, once and unchanged, and the chain verifies.
///
/// `-Dsportello.kills=N` says how often.
final class FileJournalKillIT {
  private static final int KILLS = Integer.getInteger("sportello.kills", 20);
  private static final long SEGMENT_BYTES = 256 << 10;
  private static final FileJournal.Options OPTIONS =
      new FileJournal.Options(SEGMENT_BYTES, 32 << 10, 64 << 10);

  @TempDir private Path directory;

  /// What was acknowledged so far, over all kills.
  private final Map<Long, String> appended = new HashMap<>();

  private final Set<Long> erased = new HashSet<>();

  @Test
  void losesNothingAcknowledgedWhenKilled() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = appended.size();
      runAndKill(random.nextLong(), 20 + random.nextInt(2000));
      assertTrue(appended.size() > before);
      assertHoldsWhatWasAcknowledged("kill " + kill + " of seed " + seed);
    }
    System.out.println(KILLS + " kills, " + appended.size() + " entries acknowledged, none lost");
  }

  /// Kills the process after it has said so many lines, wherever it is by then.
  private void runAndKill(long seed, int lines) throws IOException, InterruptedException {
    var process = start(seed);
    try (var output = process.inputReader()) {
      note(output, lines);
      assertThrows(JournalBroken.class, () -> FileJournal.open(directory, OPTIONS));
      process.toHandle().destroyForcibly(); // the process itself would close its output too
      note(output, Integer.MAX_VALUE);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(long seed) throws IOException {
    var java = ProcessHandle.current().info().command().orElse("java");
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AppendUntilKilled.class.getName(),
                directory.toString(),
                Long.toString(SEGMENT_BYTES),
                Long.toString(seed)))
        .redirectErrorStream(true)
        .start();
  }

  private void note(BufferedReader output, int lines) throws IOException {
    String line = "";
    for (int i = 0; i < lines && line != null; i++) {
      line = output.readLine();
      if (line != null) {
        note(line.split(" ", -1));
      }
    }
  }

  private void note(String[] words) {
    if (words[0].equals("appended") && words.length == 3 && words[2].length() == 64) {
      var other = appended.put(Long.valueOf(words[1]), words[2]);
      assertEquals(null, other, "entry " + words[1] + " was acknowledged twice");
    }
    if (words[0].equals("erased") && words.length == 3) {
      erased.add(Long.valueOf(words[1]));
    }
    assertTrue(!words[0].equals("failed"), () -> String.join(" ", words));
  }

  private void assertHoldsWhatWasAcknowledged(String when) throws Exception {
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory), when);
    try (var journal = FileJournal.open(directory, OPTIONS)) {
      var found = new HashMap<Long, Entry>();
      for (var entry : JournalContract.all(journal)) {
        found.put(entry.sequence(), entry);
      }
      assertEquals(journal.lastSequence(), found.size(), when);
      for (var acknowledged : appended.entrySet()) {
        var entry = found.get(acknowledged.getKey());
        assertTrue(entry != null, () -> when + ": lost entry " + acknowledged.getKey());
      }
      for (var entry : found.values()) {
        check(entry, when);
      }
    }
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory), when);
  }

  private void check(Entry entry, String when) {
    var digest = Drafts.digest(entry).hex();
    assertEquals(appended.getOrDefault(entry.sequence(), digest), digest, when);
    // what was written but not acknowledged must not change any more either
    appended.put(entry.sequence(), digest);
    if (erased.contains(entry.sequence())) {
      assertEquals("", entry.personal(), when);
    }
  }
}

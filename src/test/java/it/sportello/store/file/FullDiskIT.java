package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.sportello.journal.Draft;
import it.sportello.journal.Drafts;
import it.sportello.journal.JournalContract;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.JournalVerifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stores on a file system of a few megabytes that is really full. Skipped, also in CI, where
/// mounting one is not permitted: the unit tests do the same with a disk that pretends.
final class FullDiskIT {
  private static final FileJournal.Options OPTIONS =
      new FileJournal.Options(1 << 20, 64 << 10, 256 << 10);

  @TempDir private Path temp;
  private Path small;
  private boolean mounted;

  @BeforeEach
  void mountASmallFileSystem() throws Exception {
    small = Files.createDirectory(temp.resolve("small"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString());
    assumeTrue(mounted, "mounting a small file system is not permitted here");
  }

  @AfterEach
  void unmountIt() throws Exception {
    if (mounted) {
      assertTrue(run("umount", small.toString()));
    }
  }

  @Test
  void losesNothingOfTheJournalWhenTheDiskIsFull() throws Exception {
    var ballast = Files.write(small.resolve("ballast"), new byte[1 << 20]);
    var directory = small.resolve("journal");
    long acknowledged;
    try (var journal = FileJournal.open(directory, OPTIONS)) {
      assertThrows(JournalRefused.class, () -> appendForever(journal));
      acknowledged = journal.lastSequence();
      assertThrows(JournalRefused.class, () -> journal.append(List.of(draft(acknowledged + 1))));
      assertEquals(acknowledged, journal.lastSequence());
      Files.delete(ballast);
      journal.append(List.of(draft(acknowledged + 1)));
    }
    assertTrue(acknowledged > 100);
    assertInstanceOf(Verdict.Sound.class, JournalVerifier.verify(directory));
    try (var journal = FileJournal.open(directory, OPTIONS)) {
      var entries = JournalContract.all(journal);
      assertEquals(acknowledged + 1, entries.size());
      entries.forEach(entry -> assertEquals("contact/" + entry.sequence(), entry.subject()));
    }
  }

  @Test
  void keepsNoHalfOfWhatDoesNotFitIntoTheRawStore() throws Exception {
    var store = FileRawStore.open(small.resolve("raw"));
    var name = store.put(new byte[1 << 20]);
    assertThrows(IOException.class, () -> store.put(new byte[4 << 20]));
    store.put(new byte[2 << 20]);
    assertEquals(FileRawStore.Condition.SOUND, store.verify(name));
    assertEquals(2, store.verifyAll(file -> assertEquals(null, file)));
  }

  private static void appendForever(FileJournal journal) throws JournalRefused {
    while (true) {
      journal.append(List.of(draft(journal.lastSequence() + 1)));
    }
  }

  private static Draft draft(long number) {
    var text = "{\"text\":\"" + "x".repeat(5000) + "\"}";
    return new Draft(Drafts.NOON, "contact/" + number, "t", 1, "{}", text);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}

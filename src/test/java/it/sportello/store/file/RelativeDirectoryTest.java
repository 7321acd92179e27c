package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.journal.Draft;
import it.sportello.journal.JournalRefused;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelativeDirectoryTest {
  @TempDir private Path directory;

  @Test
  void opensAgainWhenTheDirectoryIsNamedFromHere() throws JournalRefused {
    Path relative = Path.of("").toAbsolutePath().relativize(directory.resolve("journal"));
    for (int round = 1; round <= 2; round++) {
      try (var journal = FileJournal.open(relative, FileJournal.Options.standard())) {
        journal.append(List.of(new Draft(Instant.EPOCH, "a/1", "a.b", 1, "{}", "")));
        assertEquals(round, journal.lastSequence());
      }
    }
  }
}

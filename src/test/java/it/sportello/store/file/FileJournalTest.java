package it.sportello.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.journal.Drafts;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest implements JournalContract {
  private static final FileJournal.Options SMALL = new FileJournal.Options(4 << 10, 512, 2 << 10);

  @TempDir private Path directory;

  @Override
  public Journal emptyJournal() {
    return FileJournal.open(directory, FileJournal.Options.standard());
  }

  @Nested
  final class InSmallSegments implements JournalContract {
    @Override
    public Journal emptyJournal() {
      return FileJournal.open(directory, SMALL);
    }
  }

  @Test
  void findsEverythingAgainAfterReopening() throws Exception {
    try (var journal = FileJournal.open(directory, SMALL)) {
      for (int i = 0; i < 100; i++) {
        journal.append(Drafts.numbered(3L * i + 1, 3));
      }
      journal.redact(7);
    }
    assertTrue(Segment.filesIn(directory).size() > 5);
    try (var journal = FileJournal.open(directory, SMALL)) {
      assertEquals(300, journal.lastSequence());
      var entries = JournalContract.all(journal);
      assertEquals(300, entries.size());
      assertTrue(entries.get(6).redacted());
      journal.append(Drafts.numbered(301, 1));
      assertEquals("contact/301", journal.entry(301).orElseThrow().subject());
    }
  }

  @Test
  void leavesNoTraceOfAnErasedTextInItsFiles() throws Exception {
    try (var journal = FileJournal.open(directory, SMALL)) {
      journal.append(Drafts.numbered(1, 100));
      journal.redact(50);
    }
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        assertTrue(!text.contains("anna 50\""), file.toString());
      }
    }
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// One file of the journal.
///
/// @param file `journal-` and the first sequence in 20 digits
/// @param firstSequence of the entry that comes first in it
/// @param index where to look for an entry
record Segment(Path file, long firstSequence, SparseIndex index) {
  private static final Pattern NAME = Pattern.compile("journal-(\\d{20})\\.seg");

  /// Returns the file of the segment that begins with an entry.
  static Path fileOf(Path directory, long firstSequence) {
    return directory.resolve("journal-%020d.seg".formatted(firstSequence));
  }

  /// Returns the segment files of a directory, in the order of their entries.
  static List<Path> filesIn(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> NAME.matcher(nameOf(f)).matches()).sorted().toList();
    }
  }

  /// Reads a segment's header, and checks that it belongs where it is.
  ///
  /// @param expected what follows from the segment before it
  static SegmentHeader header(Path file, SegmentHeader expected) throws IOException, Damaged {
    var header = SegmentHeader.of(file);
    if (!nameOf(file).equals(nameOf(fileOf(file, header.firstSequence())))) {
      throw new Damaged(file, 0, "a segment that begins with the entry its name says");
    }
    if (header.firstSequence() != expected.firstSequence()) {
      throw new Damaged(
          file,
          0,
          "a segment that begins with entry "
              + expected.firstSequence()
              + ", not "
              + header.firstSequence()
              + "; a segment file is missing");
    }
    if (!header.equals(expected)) {
      throw new Damaged(file, 0, "a segment that continues the chain " + expected.previousHash());
    }
    return header;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }
}

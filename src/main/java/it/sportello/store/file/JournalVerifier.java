package it.sportello.store.file;

import it.sportello.base.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/// Verifies every byte and the whole chain of a journal's directory, changing nothing.
///
/// Trusts no index file. Meant for a journal that is not in use, or for a copy; beside a running
/// one, an erasure at that moment can look like damage.
public final class JournalVerifier {
  private final Path directory;
  private long erased;
  private SegmentEnd end = new SegmentEnd(0, JournalOpening.firstHeader().previousHash(), 0);

  private JournalVerifier(Path directory) {
    this.directory = directory;
  }

  /// What came of it.
  public sealed interface Verdict {
    /// All is as it was written.
    ///
    /// @param entries how many there are; also the last sequence
    /// @param erased how many of them have no personal part any more
    /// @param lastHash of the last entry: whoever noted it can later prove that nothing before it
    ///   has changed
    /// @param unfinishedBytes what a crash left of a write nobody was told of; the next start cuts
    ///   it
    record Sound(long entries, long erased, Sha256 lastHash, long unfinishedBytes)
        implements Verdict {}

    /// Something is not as it was written; there may be more after it.
    ///
    /// @param file where
    /// @param offset the first byte of what does not verify
    /// @param expected what should be there
    record Unsound(Path file, long offset, String expected) implements Verdict {}
  }

  /// Reads the whole journal and says what it found.
  ///
  /// @throws IOException if it cannot be read
  public static Verdict verify(Path directory) throws IOException {
    try {
      return new JournalVerifier(directory).verify();
    } catch (Damaged e) {
      return new Verdict.Unsound(e.file(), e.offset(), e.expected());
    }
  }

  private Verdict verify() throws IOException, Damaged {
    var files = Segment.filesIn(directory);
    if (files.isEmpty()) {
      throw new Damaged(directory, 0, "at least one segment of a journal");
    }
    long unfinished = 0;
    for (var file : files) {
      var expected = new SegmentHeader(end.lastSequence() + 1, end.lastHash());
      var header = Segment.header(file, expected);
      boolean isLast = file.equals(files.getLast());
      var found = isLast ? SegmentCheck.last(file, header) : SegmentCheck.sealed(file, header);
      erased += found.erased();
      end = found.end();
      unfinished = found.unfinishedBytes();
    }
    var tip = Tip.in(directory);
    if (tip.isPresent()) {
      tip.get().check(end, files.getLast());
    }
    return new Verdict.Sound(end.lastSequence(), erased, end.lastHash(), unfinished);
  }
}

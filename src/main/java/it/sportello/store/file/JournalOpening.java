package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a journal's directory into order at start: finishes what a crash interrupted, checks that
/// nothing is missing, and finds the end.
///
/// The last segment is read whole; of the others, only the headers and the index files.
final class JournalOpening {
  private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);

  private final Disk disk;
  private final Path directory;
  private final Segments segments;

  JournalOpening(Disk disk, Path directory, Segments segments) {
    this.disk = disk;
    this.directory = directory;
    this.segments = segments;
  }

  /// Returns the last segment and where it ends; all segments are in [Segments] then.
  Opened open() throws IOException, Damaged {
    var files = Segment.filesIn(directory);
    if (files.isEmpty()) {
      return begin();
    }
    var expected = firstHeader();
    for (var file : files.subList(0, files.size() - 1)) {
      expected = sealed(file, Segment.header(file, expected));
    }
    var last = files.getLast();
    return last(last, Segment.header(last, expected));
  }

  /// @param last the segment to write to
  /// @param end where to write in it
  record Opened(Segment last, SegmentEnd end) {}

  /// Returns the header of the first segment of every journal.
  static SegmentHeader firstHeader() {
    return new SegmentHeader(1, Sha256.ofHash(Chain.start()));
  }

  /// Removes what was not finished when the process ended.
  static void removeUnfinished(Disk disk, Path directory) throws IOException {
    List<Path> unfinished;
    try (var files = Files.list(directory)) {
      unfinished = files.filter(f -> f.toString().endsWith(AtomicFile.UNFINISHED)).toList();
    }
    for (var file : unfinished) {
      disk.delete(file);
    }
  }

  private Opened begin() throws IOException, Damaged {
    var header = firstHeader();
    var file = Segment.fileOf(directory, header.firstSequence());
    checkTip(new SegmentEnd(0, header.previousHash(), 0), file);
    AtomicFile.write(disk, file, header.encoded());
    return last(file, header);
  }

  private SegmentHeader sealed(Path file, SegmentHeader header) throws IOException, Damaged {
    var known = IndexFile.of(file, header);
    IndexFile content;
    if (known.isPresent()) {
      content = known.get();
    } else {
      LOG.info("journal: making the index of {} again", file);
      var found = SegmentCheck.sealed(file, header);
      content = new IndexFile(found.end(), found.index());
      content.write(disk, new Segment(file, header.firstSequence(), found.index()));
    }
    segments.add(new Segment(file, header.firstSequence(), content.index()));
    return new SegmentHeader(content.end().lastSequence() + 1, content.end().lastHash());
  }

  private Opened last(Path file, SegmentHeader header) throws IOException, Damaged {
    var found = SegmentCheck.last(file, header);
    checkTip(found.end(), file);
    if (found.unfinishedBytes() > 0) {
      LOG.warn(
          "journal: cut {} bytes of an unfinished write from {} at byte {}, after entry {};"
              + " nobody was told that they were written",
          found.unfinishedBytes(),
          file,
          found.end().bytes(),
          found.end().lastSequence());
    }
    makeDurable(file, found);
    var segment = new Segment(file, header.firstSequence(), found.index());
    segments.add(segment);
    return new Opened(segment, found.end());
  }

  /// The last write may have been made without its sync having succeeded: it could be read just now
  /// and yet not be on disk. Written and synced again, it is.
  private void makeDurable(Path path, SegmentCheck.Result found) throws IOException {
    int length = Math.toIntExact(found.end().bytes() - found.lastWriteAt());
    var lastWrite = new byte[length];
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(found.lastWriteAt());
      file.readFully(lastWrite);
    }
    try (var file = disk.open(path)) {
      file.truncate(found.end().bytes());
      file.write(ByteBuffer.wrap(lastWrite), found.lastWriteAt());
      file.force(true);
    }
    disk.syncDirectory(directory);
  }

  private void checkTip(SegmentEnd end, Path last) throws IOException, Damaged {
    var tip = Tip.in(directory);
    if (tip.isPresent()) {
      tip.get().check(end, last);
    }
  }
}

package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the journal, where entries are written. Used by the journal's thread only.
final class Tail {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

  private final Disk disk;
  private final Path directory;
  private final FileJournal.Options options;
  private final Segments segments;
  private final Chain chain = new Chain();
  private final ByteBuffer buffer;

  private Segment segment;
  private SegmentFile file;
  private long lastSequence;
  private byte[] lastHash;
  private boolean sealed;

  /// @param segment the last one
  /// @param end where the next entry goes in it
  Tail(
      Disk disk,
      Path directory,
      FileJournal.Options options,
      Segments segments,
      Segment segment,
      SegmentEnd end)
      throws IOException {
    this.disk = disk;
    this.directory = directory;
    this.options = options;
    this.segments = segments;
    this.segment = segment;
    buffer = ByteBuffer.allocateDirect(options.writeBytes());
    file = open(segment, end.bytes());
    lastSequence = end.lastSequence();
    lastHash = end.lastHash().bytes();
  }

  long lastSequence() {
    return lastSequence;
  }

  /// Writes batches with one sync, and returns once they are durable.
  ///
  /// @throws JournalRefused if nothing was written
  /// @throws JournalBroken if it is not known what was written
  void append(List<Job.Append> batches) throws JournalRefused {
    int bytes = Math.toIntExact(batches.stream().mapToLong(Job.Append::bytes).sum());
    boolean full = file.end() > SegmentHeader.BYTES && file.end() + bytes > options.segmentBytes();
    if (full || sealed) {
      roll();
    }
    var frames = bytes <= buffer.capacity() ? buffer.clear() : ByteBuffer.allocate(bytes);
    long start = file.end();
    byte[] hash = layOut(batches, frames);
    file.append(frames.flip());
    lastHash = hash;
    note(batches, start);
  }

  /// Leaves the files as short as they can be, and says how far the journal reaches.
  void close() {
    try {
      if (!sealed) {
        file.seal();
      }
      new Tip(lastSequence, Sha256.ofHash(lastHash)).write(disk, directory);
    } catch (IOException | JournalRefused | JournalBroken e) {
      LOG.warn("journal: not closed cleanly, the next start checks it: {}", e.getMessage());
    }
    release();
  }

  /// Closes the file as it is.
  void release() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("journal: {} cannot be closed: {}", segment.file(), e.getMessage());
    }
  }

  private byte[] layOut(List<Job.Append> batches, ByteBuffer frames) {
    long sequence = lastSequence;
    byte[] hash = lastHash;
    for (var batch : batches) {
      int left = batch.drafts().size();
      for (var draft : batch.drafts()) {
        sequence++;
        left--;
        hash = draft.hash(chain, hash, sequence);
        draft.putFrame(frames, sequence, lastSequence + 1, left, hash);
      }
    }
    return hash;
  }

  private void note(List<Job.Append> batches, long start) {
    long offset = start;
    for (var batch : batches) {
      for (var draft : batch.drafts()) {
        lastSequence++;
        segment.index().add(lastSequence, offset);
        offset += draft.frameLength();
      }
    }
  }

  /// Goes on in a new segment. The old one is sealed first and never written again, even if the new
  /// one cannot be made now: it might be there all the same after a crash.
  private void roll() throws JournalRefused {
    if (!sealed) {
      file.seal();
      sealed = true;
    }
    var header = new SegmentHeader(lastSequence + 1, Sha256.ofHash(lastHash));
    var next = Segment.fileOf(directory, header.firstSequence());
    SegmentFile nextFile;
    var nextSegment =
        new Segment(next, header.firstSequence(), new SparseIndex(header.firstSequence()));
    try {
      AtomicFile.write(disk, next, header.encoded());
      nextFile = open(nextSegment, SegmentHeader.BYTES);
    } catch (IOException e) {
      throw new JournalRefused(
          "journal: nothing was accepted, " + next + " cannot be made: " + e.getMessage(), e);
    }
    keepIndex();
    release();
    segment = nextSegment;
    file = nextFile;
    sealed = false;
    segments.add(segment);
  }

  private void keepIndex() {
    var end = new SegmentEnd(lastSequence, Sha256.ofHash(lastHash), file.end());
    try {
      new IndexFile(end, segment.index()).write(disk, segment);
    } catch (IOException e) {
      LOG.warn(
          "journal: no index for {}, the next start makes it: {}", segment.file(), e.getMessage());
    }
  }

  private SegmentFile open(Segment of, long end) throws IOException {
    return new SegmentFile(disk, of.file(), end, options.paddingBytes(), options.segmentBytes());
  }
}

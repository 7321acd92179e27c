package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Walks one whole segment file and verifies every byte of it: CRCs, sequences, batches, chain.
///
/// Tells an unfinished write from damage. A write only begins when the one before it is durable,
/// and each entry carries the first sequence of its write. So if some entry of a *later* write can
/// be read, whatever does not verify before it had been durable: damage. Otherwise it belongs to
/// the last write, which a crash cut short, and nobody was told that it happened.
final class SegmentCheck {
  private static final int BUFFER_BYTES = 256 << 10;

  private final Path file;
  private final FrameReader reader;
  private final Chain chain = new Chain();
  private final SparseIndex index;

  private long offset = SegmentHeader.BYTES;
  private long expected;
  private byte[] hash;
  private long writeAt = SegmentHeader.BYTES;
  private long erased;
  private SegmentEnd wholeBatches;
  private long lastWriteAt = SegmentHeader.BYTES;

  private SegmentCheck(Path file, SegmentHeader header, FrameReader reader) {
    this.file = file;
    this.reader = reader;
    index = new SparseIndex(header.firstSequence());
    expected = header.firstSequence();
    hash = header.previousHash().bytes();
    wholeBatches = new SegmentEnd(expected - 1, header.previousHash(), offset);
  }

  /// What a walk found.
  ///
  /// @param end of the last whole batch
  /// @param index of its entries
  /// @param lastWriteAt where the last synced write begins
  /// @param erased how many entries have no personal part any more
  /// @param unfinishedBytes how many bytes of an unfinished write follow the end
  record Result(
      SegmentEnd end, SparseIndex index, long lastWriteAt, long erased, long unfinishedBytes) {}

  /// Checks a segment that another one follows: it must be whole to its last byte.
  static Result sealed(Path file, SegmentHeader header) throws IOException, Damaged {
    try (var reader = new FrameReader(file, new ReentrantLock(), BUFFER_BYTES)) {
      return new SegmentCheck(file, header, reader).sealed();
    }
  }

  /// Checks the last segment: it may end in zeros and in an unfinished write.
  static Result last(Path file, SegmentHeader header) throws IOException, Damaged {
    try (var reader = new FrameReader(file, new ReentrantLock(), BUFFER_BYTES)) {
      return new SegmentCheck(file, header, reader).last();
    }
  }

  private Result sealed() throws IOException, Damaged {
    var stoppedBy = walk();
    if (stoppedBy.isPresent()) {
      throw stoppedBy.get();
    }
    if (offset != reader.size()) {
      throw new Damaged(file, offset, "entry " + expected + " or the end of the file");
    }
    if (offset != wholeBatches.bytes()) {
      throw new Damaged(file, offset, "the rest of a batch, from entry " + expected);
    }
    return result(0);
  }

  private Result last() throws IOException, Damaged {
    var stoppedBy = walk();
    long written = reader.lastWritten(wholeBatches.bytes());
    if (reader.writtenAfter(expected, offset).isPresent()) {
      throw stoppedBy.orElse(new Damaged(file, offset, "entry " + expected));
    }
    index.cutAfter(wholeBatches.lastSequence());
    return result(written - wholeBatches.bytes());
  }

  private Result result(long unfinishedBytes) {
    return new Result(wholeBatches, index, lastWriteAt, erased, unfinishedBytes);
  }

  /// Walks to where nothing was written, or to what cannot be read, which it returns.
  private Optional<Damaged> walk() throws IOException, Damaged {
    while (true) {
      Optional<Frame> frame;
      try {
        frame = reader.at(offset);
      } catch (Damaged unreadable) {
        return Optional.of(unreadable);
      }
      if (frame.isEmpty()) {
        return Optional.empty();
      }
      step(frame.get());
    }
  }

  private void step(Frame frame) throws Damaged {
    if (frame.sequence() != expected) {
      throw new Damaged(file, offset, "entry " + expected + ", not " + frame.sequence());
    }
    if (!frame.continues(hash, chain)) {
      throw new Damaged(file, offset, "an entry whose hash continues the chain");
    }
    index.add(expected, offset);
    if (frame.writeFirst() == expected) {
      writeAt = offset;
    }
    hash = frame.hash();
    erased += frame.erased() ? 1 : 0;
    offset += frame.length();
    if (frame.batchLeft() == 0) {
      wholeBatches = new SegmentEnd(expected, Sha256.ofHash(hash), offset);
      lastWriteAt = writeAt;
    }
    expected++;
  }
}

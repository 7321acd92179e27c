package it.sportello.store.file;

import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The file of the last segment, open for writing. Used by the journal's thread only.
///
/// Zeros are written some way ahead of the entries: a sync that does not change the file's length
/// takes half the time.
final class SegmentFile implements Closeable {
  private final Path path;
  private final DiskFile file;
  private final ByteBuffer padding;
  private final long mostBytes;
  private long end;
  private long allocated;

  /// @param end where the next entry goes; nothing but zeros follows it
  /// @param paddingBytes how far to write ahead; 0 for not at all
  /// @param mostBytes the length beyond which nothing is written ahead
  SegmentFile(Disk disk, Path path, long end, int paddingBytes, long mostBytes) throws IOException {
    this.path = path;
    this.file = disk.open(path);
    this.padding = ByteBuffer.allocateDirect(paddingBytes);
    this.mostBytes = mostBytes;
    this.end = end;
    this.allocated = end;
  }

  /// Returns once `frames` are durable.
  ///
  /// @throws JournalRefused if none of them was written; the file is as it was before
  /// @throws JournalBroken if it is not known what was written
  void append(ByteBuffer frames) throws JournalRefused {
    long newEnd = end + frames.remaining();
    try {
      file.write(frames, end);
      if (newEnd > allocated) {
        allocated = pad(newEnd);
      }
    } catch (IOException e) {
      giveBack(e);
      throw new JournalRefused(
          "journal: nothing was accepted, " + path + " cannot be written: " + e.getMessage(), e);
    }
    force(false);
    end = newEnd;
  }

  /// Makes the file end with its last entry, for good.
  void seal() throws JournalRefused {
    try {
      file.truncate(end);
    } catch (IOException e) {
      throw new JournalRefused(
          "journal: nothing was accepted, " + path + " cannot be closed: " + e.getMessage(), e);
    }
    allocated = end;
    force(true);
  }

  /// Returns the offset where the next entry goes.
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// Writes zeros from an offset on, and returns how far they reach for sure. They only save time:
  /// where there is no room for them, the entries before them are written all the same.
  private long pad(long from) {
    int length = Math.clamp(mostBytes - from, 0, padding.capacity());
    try {
      file.write(padding.clear().limit(length), from);
      return from + length;
    } catch (IOException noRoom) {
      return from;
    }
  }

  /// Takes back what a failed write may have left, so that it cannot come to light after a crash,
  /// when its caller was told that nothing was written.
  private void giveBack(IOException failure) {
    try {
      file.truncate(end);
      allocated = end;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw unknown(failure);
    }
    force(true);
  }

  private void force(boolean metadata) {
    try {
      file.force(metadata);
    } catch (IOException e) {
      throw unknown(e);
    }
  }

  private JournalBroken unknown(IOException cause) {
    return new JournalBroken(
        "journal: it is not known what "
            + path
            + " holds on disk, so nothing more is accepted: "
            + cause.getMessage()
            + ". Check the disk, then restart",
        cause);
  }
}

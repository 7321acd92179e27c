package it.sportello.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;

/// Reads the frames of one segment file, each checked by its CRCs.
///
/// Uses a plain file, not a channel: an interrupt of the reading thread must not close it. One
/// thread at a time.
final class FrameReader implements Closeable {
  private final Path path;
  private final RandomAccessFile file;
  private final Lock whileReading;
  private ByteBuffer window;
  private long windowStart;

  /// @param whileReading held while bytes are fetched, so that no frame is seen half erased
  /// @param bufferBytes how much to fetch at a time; more where a frame is longer
  FrameReader(Path path, Lock whileReading, int bufferBytes) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.whileReading = whileReading;
    this.window = ByteBuffer.allocate(bufferBytes).limit(0);
  }

  /// Returns the frame at an offset, or empty where nothing was written: at the end of the file or
  /// of zeros. It may be used until the next call.
  ///
  /// @throws Damaged if something else is there
  Optional<Frame> at(long offset) throws IOException, Damaged {
    if (isBlank(offset)) {
      return Optional.empty();
    }
    var frame = kept(offset);
    var fault = frame.erasableFault();
    if (fault.isPresent()) {
      throw new Damaged(path, offset, fault.get());
    }
    return Optional.of(frame);
  }

  /// Returns where, from `offset` on, an entry begins that can only have been written when the
  /// entry `sequence` was durable already.
  OptionalLong writtenAfter(long sequence, long offset) throws IOException {
    for (long at = offset; holds(at, Frame.FIXED_BYTES); at++) {
      if (frameIn(at, Frame.FIXED_BYTES).hasMark() && provesDurable(sequence, at)) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /// Returns the offset after the last byte that is not zero, at least `from`.
  long lastWritten(long from) throws IOException {
    long last = from;
    for (long at = from; holds(at, 1); at++) {
      if (window.get((int) (at - windowStart)) != 0) {
        last = at + 1;
      }
    }
    return last;
  }

  /// Returns the file's length in bytes.
  long size() throws IOException {
    return file.length();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean isBlank(long offset) throws IOException {
    return !holds(offset, Integer.BYTES) || window.getInt((int) (offset - windowStart)) == 0;
  }

  private boolean provesDurable(long sequence, long offset) throws IOException {
    try {
      return kept(offset).writeFirst() > sequence;
    } catch (Damaged notAFrame) {
      return false;
    }
  }

  private Frame kept(long offset) throws IOException, Damaged {
    if (!holds(offset, Frame.FIXED_BYTES)) {
      throw new Damaged(path, offset, "a whole entry; the file ends within it");
    }
    var fixed = frameIn(offset, Frame.FIXED_BYTES);
    if (!fixed.hasMark() || !fixed.hasPossibleLengths()) {
      throw new Damaged(path, offset, "the start of an entry");
    }
    int length = fixed.length();
    if (!holds(offset, length)) {
      throw new Damaged(path, offset, "a whole entry; the file ends within it");
    }
    var frame = frameIn(offset, length);
    var fault = frame.keptFault();
    if (fault.isPresent()) {
      throw new Damaged(path, offset, fault.get());
    }
    return frame;
  }

  private Frame frameIn(long offset, int length) {
    return new Frame(window.slice((int) (offset - windowStart), length));
  }

  /// Whether the file has `length` bytes at `offset`; they are in the window then, all of them
  /// fetched at once.
  private boolean holds(long offset, int length) throws IOException {
    if (!isInWindow(offset, length)) {
      fetch(offset, length);
    }
    return isInWindow(offset, length);
  }

  private boolean isInWindow(long offset, int length) {
    return offset >= windowStart && offset + length <= windowStart + window.limit();
  }

  private void fetch(long offset, int length) throws IOException {
    if (window.capacity() < length) {
      window = ByteBuffer.allocate(length);
    }
    whileReading.lock();
    try {
      file.seek(offset);
      int filled = 0;
      int read = 0;
      while (read >= 0 && filled < window.capacity()) {
        filled += read;
        read = file.read(window.array(), filled, window.capacity() - filled);
      }
      window.limit(filled);
      windowStart = offset;
    } finally {
      whileReading.unlock();
    }
  }
}

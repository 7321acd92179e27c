package it.sportello.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Writes bytes one after the other to a file from an offset on. Closing it writes what is held
/// back; the file stays open.
final class DiskOutput extends OutputStream {
  private static final int BUFFER_BYTES = 64 << 10;

  private final DiskFile file;
  private final ByteBuffer held = ByteBuffer.allocate(BUFFER_BYTES);
  private final long start;
  private long offset;

  DiskOutput(DiskFile file, long start) {
    this.file = file;
    this.start = start;
    this.offset = start;
  }

  /// Returns how many bytes came so far.
  long count() {
    return offset - start + held.position();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!held.hasRemaining()) {
        flush();
      }
      int fits = Math.min(length - done, held.remaining());
      held.put(bytes, from + done, fits);
      done += fits;
    }
  }

  @Override
  public void flush() throws IOException {
    int length = held.flip().remaining();
    file.write(held, offset);
    offset += length;
    held.clear();
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}

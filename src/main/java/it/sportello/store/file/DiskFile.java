package it.sportello.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One file open for writing.
interface DiskFile extends Closeable {
  /// Writes all that remains in `bytes` at an offset; not durable yet. After an error any part of
  /// it may have been written.
  void write(ByteBuffer bytes, long offset) throws IOException;

  /// Makes what was written durable.
  ///
  /// After an error nothing is known, and a second call proves nothing: the system may have
  /// forgotten what it could not write.
  ///
  /// @param metadata whether times and the like matter too; the length is always synced
  void force(boolean metadata) throws IOException;

  /// Cuts everything from an offset on; not durable yet.
  void truncate(long size) throws IOException;
}

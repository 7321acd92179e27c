package it.sportello.store.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// What [SnapshotFile] found.
public final class Snapshot {
  private final long sequence;
  private final byte[] file;

  /// @param file the whole file, verified
  Snapshot(long sequence, byte[] file) {
    this.sequence = sequence;
    this.file = file;
  }

  /// Returns the sequence of the last journal entry that is in it.
  public long sequence() {
    return sequence;
  }

  /// Returns what was written; needs no closing.
  public InputStream content() {
    int length = file.length - SnapshotFile.HEADER_BYTES;
    return new ByteArrayInputStream(file, SnapshotFile.HEADER_BYTES, length);
  }
}

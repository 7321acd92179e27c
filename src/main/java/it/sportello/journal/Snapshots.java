package it.sportello.journal;

import java.io.IOException;
import java.util.Optional;

/// Keeps what makes a restart short. Losing all of it costs time, never data.
public interface Snapshots {
  /// Returns the newest snapshot that verifies.
  Optional<Snapshot> newest() throws IOException;

  /// Replaces the older of the kept snapshots, atomically. Blocks for disk work.
  void write(Snapshot snapshot) throws IOException;

  /// What the owner of the live state needs to start again.
  final class Snapshot {
    private final long sequence;
    private final byte[] bytes;

    /// @param sequence of the last journal entry it covers
    /// @param bytes its content; not copied
    public Snapshot(long sequence, byte[] bytes) {
      this.sequence = sequence;
      this.bytes = bytes;
    }

    /// The sequence of the last journal entry it covers.
    public long sequence() {
      return sequence;
    }

    /// Its content; not a copy.
    public byte[] bytes() {
      return bytes;
    }
  }
}

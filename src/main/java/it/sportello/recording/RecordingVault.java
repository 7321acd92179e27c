package it.sportello.recording;

import it.sportello.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Keeps recordings encrypted. May be used from any thread; blocks for the disk.
public interface RecordingVault {
  /// Encrypts a sound; durable when it returns. What was kept under this name before is replaced.
  ///
  /// @param keepDays written beside it, for the purge
  /// @throws IOException if it cannot be read or kept; nothing half done stays behind
  Kept put(RecordingId id, Path sound, int keepDays) throws IOException;

  /// Opens a recording; empty if it is not there.
  ///
  /// @throws IOException if its head is damaged or its key is missing
  Optional<Sound> open(RecordingId id) throws IOException;

  /// Deletes a recording; durable when it returns.
  void delete(RecordingId id) throws IOException;

  /// What is kept, in no order. Files that cannot be understood are left out, and said.
  List<Item> list() throws IOException;

  /// What became of [#put].
  ///
  /// @param bytes of the encrypted file
  /// @param sha256 of the encrypted file
  /// @param key the id of its key
  record Kept(long bytes, Sha256 sha256, String key) {}

  /// One kept recording.
  ///
  /// @param keptAtMs when it was encrypted, in milliseconds since 1970
  record Item(RecordingId id, long keptAtMs, int keepDays) {}

  /// A recording that can be read from any byte on.
  interface Sound {
    /// Bytes of the sound.
    long length();

    /// Reads from an offset; each piece is authenticated before any of it is given out.
    ///
    /// @param from 0 to [#length]
    InputStream read(long from) throws IOException;
  }
}

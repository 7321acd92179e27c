package it.sportello.journal;

import it.sportello.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps bytes exactly as they were received or sent, named by their hash.
///
/// May be called from any thread; blocks for disk work, so never from an event loop.
public interface RawStore {
  /// Stores `bytes` and returns once they are durable. Storing the same bytes again is cheap and
  /// harmless.
  ///
  /// @throws IOException if they could not be made durable; trying again is safe
  Sha256 put(byte[] bytes) throws IOException;

  /// Stores several, which costs less than one after the other; returns once all are durable.
  ///
  /// @return their names, in the same order
  /// @throws IOException if one could not be made durable; others may be; trying again is safe
  default List<Sha256> putAll(List<byte[]> all) throws IOException {
    var names = new ArrayList<Sha256>();
    for (byte[] bytes : all) {
      names.add(put(bytes));
    }
    return names;
  }

  /// Stores all bytes of a stream, without holding them in memory.
  ///
  /// @param maxBytes the most to accept
  /// @throws RawTooLarge if the stream has more; nothing is kept
  /// @throws IOException if they could not be made durable; trying again is safe
  Sha256 put(InputStream bytes, long maxBytes) throws IOException;

  /// Stores what is written, without holding it in memory.
  ///
  /// @param content is asked once; what it throws is passed on, and nothing is kept
  /// @param maxBytes the most to accept
  /// @throws RawTooLarge if more is written; nothing is kept
  /// @throws IOException if it could not be made durable; trying again is safe
  Sha256 write(Content content, long maxBytes) throws IOException;

  /// Bytes that write themselves.
  @FunctionalInterface
  interface Content {
    /// Writes all of them, once; leaves the stream open.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Opens what was stored under this name; empty if nothing was. The caller closes the stream.
  Optional<InputStream> open(Sha256 name) throws IOException;

  /// Returns the length in bytes of what was stored under this name.
  Optional<Long> size(Sha256 name) throws IOException;
}

package it.sportello.mail;

import java.io.IOException;
import java.io.InputStream;

/// A file that goes out with a message.
///
/// @param name what the recipient sees; not yet safe for a header
/// @param type media type without parameters
/// @param bytes opened each time the message is written
public record Attached(String name, String type, Source bytes) {
  /// Where the bytes come from.
  @FunctionalInterface
  public interface Source {
    /// Opens them from their start; the caller closes the stream.
    ///
    /// @throws IOException if they cannot be had
    InputStream open() throws IOException;
  }
}

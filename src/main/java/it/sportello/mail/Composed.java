package it.sportello.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A message that is ready to be written as bytes: to the raw store, for the outbox. Its files are
/// read only then, piece by piece.
public final class Composed {
  /// Writes the message.
  @FunctionalInterface
  public interface Writing {
    /// Writes the whole message; leaves the stream open.
    ///
    /// @throws IOException if a file cannot be read, or the stream fails
    void writeTo(OutputStream out) throws IOException;
  }

  private final String messageId;
  private final Writing writing;

  /// @param messageId with angle brackets
  /// @param writing writes the same bytes each time
  public Composed(String messageId, Writing writing) {
    this.messageId = messageId;
    this.writing = writing;
  }

  /// The message's id, with angle brackets.
  public String messageId() {
    return messageId;
  }

  /// Writes the whole message; leaves the stream open.
  ///
  /// @throws IOException if a file cannot be read, or the stream fails
  public void writeTo(OutputStream out) throws IOException {
    writing.writeTo(out);
  }

  /// How many bytes it has: writes it to nowhere.
  ///
  /// @throws IOException if a file cannot be read
  public long sizeBytes() throws IOException {
    var counted = new Counting();
    writing.writeTo(counted);
    return counted.total;
  }

  /// The whole message, for short ones: an acknowledgement, an answer without files.
  public byte[] raw() {
    var bytes = new ByteArrayOutputStream();
    try {
      writing.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class Counting extends OutputStream {
    private long total;

    @Override
    public void write(int b) {
      total++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      total += length;
    }
  }
}

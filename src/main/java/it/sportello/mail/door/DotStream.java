package it.sportello.mail.door;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The content of a message on its way (RFC 5321 §4.5.2): ends at a line with a dot alone, and one
/// dot is taken from lines that begin with one.
///
/// Only CR LF ends a line here: what others take for an end as well is how messages are smuggled
/// into others.
final class DotStream extends InputStream {
  /// The connection failed, not the disk the content goes to.
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(IOException cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  private enum Place {
    BEGINNING,
    INSIDE,
    AFTER_CR
  }

  private final InputStream in;
  private Place place = Place.BEGINNING;
  private boolean ended;

  /// A sign that was read ahead; -1 if none was.
  private int ahead = -1;

  DotStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    if (ended) {
      return -1;
    }
    int sign = next();
    if (place == Place.BEGINNING && sign == '.') {
      sign = next();
      if (sign == '\r') {
        int after = next();
        if (after == '\n') {
          ended = true;
          return -1;
        }
        ahead = after;
      }
    }
    place =
        switch (sign) {
          case '\r' -> Place.AFTER_CR;
          case '\n' -> place == Place.AFTER_CR ? Place.BEGINNING : Place.INSIDE;
          default -> Place.INSIDE;
        };
    return sign;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = 0;
    while (n < length) {
      int sign = read();
      if (sign < 0) {
        return n == 0 && length > 0 ? -1 : n;
      }
      bytes[offset + n++] = (byte) sign;
    }
    return n;
  }

  /// Passes over what is left, so that the next command can be heard.
  ///
  /// @return false if that is more than can be expected of us
  boolean skipRest(long atMost) throws IOException {
    for (long n = 0; n < atMost; n++) {
      if (read() < 0) {
        return true;
      }
    }
    return false;
  }

  private int next() throws IOException {
    if (ahead >= 0) {
      int sign = ahead;
      ahead = -1;
      return sign;
    }
    int sign;
    try {
      sign = in.read();
    } catch (IOException e) {
      throw new Lost(e);
    }
    if (sign < 0) {
      throw new Lost(new EOFException("the connection ended in the middle of a message"));
    }
    return sign;
  }
}

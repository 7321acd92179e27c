package it.sportello.mail.mime;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/// Keeps the first bytes written to it and counts them all.
final class HeadBytes extends OutputStream {
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final int most;
  private long total;

  HeadBytes(int most) {
    this.most = most;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    head.write(bytes, offset, Math.clamp((long) most - head.size(), 0, length));
    total += length;
  }

  long total() {
    return total;
  }

  byte[] toByteArray() {
    return head.toByteArray();
  }
}

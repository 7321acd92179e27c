package it.sportello.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A WAV file as Asterisk writes it: a head of 44 bytes, whose lengths are right only after the
/// file was closed, then samples.
final class Wave {
  static final int HEAD_BYTES = 44;
  private static final int RIFF = 0x46464952;
  private static final int DATA = 0x61746164;

  private Wave() {}

  /// Whether the head says how long the file is: whoever wrote it has closed it.
  static boolean isClosed(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer head = head(channel);
      return head.limit() == HEAD_BYTES
          && head.getInt(40) > 0
          && Integer.toUnsignedLong(head.getInt(40)) == channel.size() - HEAD_BYTES;
    }
  }

  /// Makes the head's lengths right where nobody closed the file.
  ///
  /// @return how long it sounds, in milliseconds
  /// @throws IOException if it is no such file
  static long close(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer head = head(channel);
      boolean ours =
          head.limit() == HEAD_BYTES && head.getInt(0) == RIFF && head.getInt(36) == DATA;
      long samples = channel.size() - HEAD_BYTES;
      if (!ours || head.getInt(28) <= 0 || samples > Integer.MAX_VALUE) {
        throw new IOException(file + " is no sound (expected: a WAV file with a head of 44 bytes)");
      }
      if (head.getInt(40) != samples) {
        head.putInt(4, (int) samples + HEAD_BYTES - 8).putInt(40, (int) samples);
        channel.write(head.rewind(), 0);
        channel.force(true);
      }
      return samples * 1000 / head.getInt(28);
    }
  }

  private static ByteBuffer head(FileChannel channel) throws IOException {
    var head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int n = 0;
    while (n >= 0 && head.hasRemaining()) {
      n = channel.read(head, head.position());
    }
    return head.flip();
  }
}

package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore.Content;
import it.sportello.journal.RawTooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Writes bytes of any length to a file, with a buffer's worth of them in memory at a time, and
/// hashes them on the way.
final class DurableCopy {
  private DurableCopy() {}

  /// Copies a stream; its bytes are durable on return, the name is not.
  ///
  /// @throws RawTooLarge if there are more than `maxBytes`; the file is left unfinished
  static Sha256 of(InputStream bytes, long maxBytes, Path to, Disk disk) throws IOException {
    return of(bytes::transferTo, maxBytes, to, disk);
  }

  /// Takes what is written; its bytes are durable on return, the name is not.
  ///
  /// @throws RawTooLarge if there are more than `maxBytes`; the file is left unfinished
  static Sha256 of(Content content, long maxBytes, Path to, Disk disk) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (var file = disk.open(to)) {
      file.truncate(0);
      try (var out = new DiskOutput(file, 0)) {
        content.writeTo(new Counted(out, digest, maxBytes));
      }
      file.force(true);
    }
    return Sha256.ofHash(digest.digest());
  }

  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private final long maxBytes;
    private long total;

    Counted(OutputStream out, MessageDigest digest, long maxBytes) {
      this.out = out;
      this.digest = digest;
      this.maxBytes = maxBytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      total += length;
      if (total > maxBytes) {
        throw new RawTooLarge(maxBytes);
      }
      digest.update(bytes, from, length);
      out.write(bytes, from, length);
    }
  }
}

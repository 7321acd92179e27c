package it.sportello.store.file;

import it.sportello.recording.RecordingVault.Sound;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads an encrypted recording from any byte on, piece by piece.
final class SealedSound implements Sound {
  private final Path file;
  private final SealedHead head;
  private final byte[] master;

  SealedSound(Path file, SealedHead head, byte[] master) {
    this.file = file;
    this.head = head;
    this.master = master;
  }

  @Override
  public long length() {
    return head.length();
  }

  @Override
  public InputStream read(long from) throws IOException {
    if (from < 0 || from > head.length()) {
      throw new IOException(file + ": " + from + " (expected: 0 to " + head.length() + ")");
    }
    return new Pieces(FileChannel.open(file, StandardOpenOption.READ), from);
  }

  private final class Pieces extends InputStream {
    private final FileChannel channel;
    private final PieceCipher cipher;
    private final int headBytes = head.bytes().length;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private long next;
    private int skip;

    Pieces(FileChannel channel, long from) throws IOException {
      this.channel = channel;
      cipher = new PieceCipher(master, head);
      next = from / head.piece();
      skip = (int) (from % head.piece());
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      while (!piece.hasRemaining()) {
        if (next >= head.pieces()) {
          return -1;
        }
        piece = ByteBuffer.wrap(cipher.decrypt(next, sealed(next)));
        piece.position(Math.min(skip, piece.limit()));
        skip = 0;
        next++;
      }
      int n = Math.min(count, piece.remaining());
      piece.get(bytes, offset, n);
      return n;
    }

    private byte[] sealed(long index) throws IOException {
      var bytes = ByteBuffer.allocate(head.lengthOf(index) + SealedHead.TAG_BYTES);
      long at = head.offset(index, headBytes);
      while (bytes.hasRemaining()) {
        int n = channel.read(bytes, at + bytes.position());
        if (n < 0) {
          throw new EOFException(file + " ends in the middle of piece " + index);
        }
      }
      return bytes.array();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}

package it.sportello.store.file;

import it.sportello.recording.RecordingId;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The head of an encrypted recording. Not secret, but every piece is authenticated together with
/// it: a changed head, a piece of another file or a missing end show.
///
/// Bytes: `SPRC`, version 1, days to keep (4), when it was encrypted (8, ms since 1970), length of
/// the sound (8), length of a piece (4), salt (16), then id of the key and name, each after its
/// length (1).
///
/// @param salt as hexadecimal digits
record SealedHead(
    RecordingId id, String key, int keepDays, long keptAtMs, long length, int piece, String salt) {
  static final int TAG_BYTES = 16;
  static final int SALT_BYTES = 16;
  private static final int MAGIC = 0x53505243;
  private static final byte VERSION = 1;
  private static final int FIXED = 4 + 1 + 4 + 8 + 8 + 4 + SALT_BYTES;

  /// A longer sound, or a piece of another size, is no recording of ours.
  private static final long MAX_LENGTH = 8L << 30;

  private static final int MAX_PIECE = 1 << 20;

  byte[] bytes() {
    byte[] keyId = key.getBytes(StandardCharsets.US_ASCII);
    byte[] name = id.toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(FIXED + 2 + keyId.length + name.length)
        .putInt(MAGIC)
        .put(VERSION)
        .putInt(keepDays)
        .putLong(keptAtMs)
        .putLong(length)
        .putInt(piece)
        .put(HexFormat.of().parseHex(salt))
        .put((byte) keyId.length)
        .put(keyId)
        .put((byte) name.length)
        .put(name)
        .array();
  }

  /// @param where for errors
  static SealedHead read(InputStream in, Object where) throws IOException {
    try {
      return read(new DataInputStream(in), where);
    } catch (EOFException | IllegalArgumentException e) {
      throw new IOException(where + ": no recording (its head is damaged)", e);
    }
  }

  private static SealedHead read(DataInputStream in, Object where) throws IOException {
    int magic = in.readInt();
    byte version = in.readByte();
    if (magic != MAGIC || version != VERSION) {
      throw new IOException(where + ": no recording of version " + VERSION);
    }
    int keepDays = in.readInt();
    long keptAt = in.readLong();
    long length = in.readLong();
    int piece = in.readInt();
    byte[] salt = in.readNBytes(SALT_BYTES);
    String key = text(in);
    String name = text(in);
    boolean sane = length >= 0 && length <= MAX_LENGTH && piece >= 1 && piece <= MAX_PIECE;
    if (!sane || salt.length != SALT_BYTES) {
      throw new IOException(where + ": no recording (its head is damaged)");
    }
    return new SealedHead(
        RecordingId.of(name), key, keepDays, keptAt, length, piece, HexFormat.of().formatHex(salt));
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] text = new byte[in.readUnsignedByte()];
    in.readFully(text);
    return new String(text, StandardCharsets.US_ASCII);
  }

  long pieces() {
    return (length + piece - 1) / piece;
  }

  /// Where a piece begins in the file.
  ///
  /// @param head the head's own length
  long offset(long index, int head) {
    return head + index * (piece + TAG_BYTES);
  }

  /// How many bytes of sound a piece holds.
  int lengthOf(long index) {
    return (int) Math.min(piece, length - index * piece);
  }

  /// How long the file is.
  long fileLength(int head) {
    return head + length + pieces() * TAG_BYTES;
  }

  @Override
  public String toString() {
    return "SealedHead[" + id + ", key " + key + ", " + length + " bytes]";
  }
}

package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The first bytes of every segment file.
///
/// ```
///  0   8  magic "SPRTJRNL"
///  8   4  format version, 1
/// 12   8  sequence of the first entry
/// 20  32  hash of the last entry of the segment before it; zeros in the first segment
/// 52   8  zeros
/// 60   4  CRC32C of all the above
/// ```
///
/// @param firstSequence of the entry that comes first, from 1
/// @param previousHash of the entry before it
record SegmentHeader(long firstSequence, Sha256 previousHash) {
  static final int BYTES = 64;

  private static final long MAGIC = 0x535052544A524E4CL; // "SPRTJRNL"
  private static final int VERSION = 1;
  private static final int CRC_AT = 60;

  /// Returns the header as it is written, ready to be read from the buffer.
  ByteBuffer encoded() {
    var bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putLong(firstSequence).put(previousHash.bytes());
    return bytes.putInt(CRC_AT, Frame.crc(bytes, 0, CRC_AT)).position(0);
  }

  /// @throws Damaged if the file does not begin with a header that can be read
  static SegmentHeader of(Path file) throws IOException, Damaged {
    ByteBuffer bytes;
    try (var in = new FileInputStream(file.toFile())) {
      bytes = ByteBuffer.wrap(in.readNBytes(BYTES));
    }
    if (bytes.limit() < BYTES || bytes.getLong(0) != MAGIC) {
      throw new Damaged(file, 0, "the header of a journal segment");
    }
    if (bytes.getInt(8) != VERSION) {
      throw new Damaged(file, 8, "format version " + VERSION + ", not " + bytes.getInt(8));
    }
    if (bytes.getInt(CRC_AT) != Frame.crc(bytes, 0, CRC_AT)) {
      throw new Damaged(file, 0, "a segment header with a right CRC");
    }
    var hash = new byte[Chain.HASH_BYTES];
    bytes.get(20, hash);
    return new SegmentHeader(bytes.getLong(12), Sha256.ofHash(hash));
  }
}

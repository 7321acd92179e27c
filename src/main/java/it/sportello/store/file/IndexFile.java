package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What is known of a segment that is complete, beside it in a file of its own, so that a start
/// need not read the whole journal. It holds nothing that the segment does not say: if it is
/// missing or does not fit, it is made again.
///
/// ```
///  0   8  magic "SPRTJIDX"
///  8   4  format version, 1
/// 12   8  first sequence
/// 20   8  last sequence
/// 28   8  length of the segment in bytes
/// 36  32  hash of the last entry
/// 68   4  how many offsets follow
/// 72  4n  offset of the first entry and of every 64th after it
///  +   4  CRC32C of all the above
/// ```
///
/// @param end where the segment ends
/// @param index of its entries
record IndexFile(SegmentEnd end, SparseIndex index) {
  private static final long MAGIC = 0x535052544A494458L; // "SPRTJIDX"
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 72;

  /// Returns the file beside a segment.
  static Path fileOf(Segment segment) {
    return fileOf(segment.file());
  }

  private static Path fileOf(Path segment) {
    var name = String.valueOf(segment.getFileName()).replace(".seg", ".idx");
    return AtomicFile.directoryOf(segment).resolve(name);
  }

  /// Returns what is known of a segment, if it fits the segment.
  static Optional<IndexFile> of(Path segment, SegmentHeader header) throws IOException {
    var file = fileOf(segment);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (!isWhole(bytes) || bytes.getLong(12) != header.firstSequence()) {
      return Optional.empty();
    }
    var hash = new byte[Chain.HASH_BYTES];
    bytes.get(36, hash);
    var end = new SegmentEnd(bytes.getLong(20), Sha256.ofHash(hash), bytes.getLong(28));
    if (end.bytes() != Files.size(segment)) {
      return Optional.empty();
    }
    var offsets = new int[bytes.getInt(68)];
    bytes.position(FIXED_BYTES).asIntBuffer().get(offsets);
    return Optional.of(new IndexFile(end, new SparseIndex(header.firstSequence(), offsets)));
  }

  /// Writes it beside its segment.
  void write(Disk disk, Segment segment) throws IOException {
    var offsets = index.offsets();
    int length = FIXED_BYTES + offsets.length * Integer.BYTES;
    var bytes = ByteBuffer.allocate(length + Frame.CRC_BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putLong(segment.firstSequence());
    bytes.putLong(end.lastSequence()).putLong(end.bytes()).put(end.lastHash().bytes());
    bytes.putInt(offsets.length);
    for (int offset : offsets) {
      bytes.putInt(offset);
    }
    bytes.putInt(Frame.crc(bytes, 0, length));
    AtomicFile.write(disk, fileOf(segment), bytes.flip());
  }

  private static boolean isWhole(ByteBuffer bytes) {
    int length = bytes.limit() - Frame.CRC_BYTES;
    return length >= FIXED_BYTES
        && bytes.getLong(0) == MAGIC
        && bytes.getInt(8) == VERSION
        && bytes.getInt(length) == Frame.crc(bytes, 0, length)
        && length == FIXED_BYTES + bytes.getInt(68) * Integer.BYTES;
  }
}

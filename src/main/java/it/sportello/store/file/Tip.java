package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.Chain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How far the journal reached when it was last closed cleanly: the least it must still hold.
///
/// Without it, damage to the very last write could not be told from a write that a crash cut short.
///
/// ```
///  0   8  magic "SPRTJTIP"
///  8   4  format version, 1
/// 12   8  last sequence
/// 20  32  hash of that entry
/// 52   4  CRC32C of all the above
/// ```
///
/// @param sequence of the last entry
/// @param hash of that entry
record Tip(long sequence, Sha256 hash) {
  private static final String NAME = "tip";
  private static final long MAGIC = 0x535052544A544950L; // "SPRTJTIP"
  private static final int VERSION = 1;
  private static final int BYTES = 56;
  private static final int CRC_AT = 52;

  /// Reads it, if the journal was ever closed cleanly.
  ///
  /// @throws Damaged if it is there and does not verify
  static Optional<Tip> in(Path directory) throws IOException, Damaged {
    var file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    boolean good =
        bytes.limit() == BYTES
            && bytes.getLong(0) == MAGIC
            && bytes.getInt(8) == VERSION
            && bytes.getInt(CRC_AT) == Frame.crc(bytes, 0, CRC_AT);
    if (!good) {
      throw new Damaged(file, 0, "a tip file of " + BYTES + " bytes with a right CRC");
    }
    var hash = new byte[Chain.HASH_BYTES];
    bytes.get(20, hash);
    return Optional.of(new Tip(bytes.getLong(12), Sha256.ofHash(hash)));
  }

  void write(Disk disk, Path directory) throws IOException {
    var bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putLong(sequence).put(hash.bytes());
    bytes.putInt(Frame.crc(bytes, 0, CRC_AT));
    AtomicFile.write(disk, directory.resolve(NAME), bytes.flip());
  }

  /// Checks that a journal which ends at `end` still holds what it held then.
  ///
  /// @param last the segment in which it ends
  void check(SegmentEnd end, Path last) throws Damaged {
    boolean shorter = end.lastSequence() < sequence;
    boolean other = end.lastSequence() == sequence && !end.lastHash().equals(hash);
    if (shorter || other) {
      throw new Damaged(
          last,
          end.bytes(),
          "entries up to " + sequence + " with the hash " + hash + ", which were durable");
    }
  }
}

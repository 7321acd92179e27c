package it.sportello.store.file;

import it.sportello.journal.Chain;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One entry as it lies in a segment file; `docs/storage.md` has the same table.
///
/// The *kept part* never changes once written. The *erasable part* (state, salt, personal text) has
/// a CRC of its own, so that it can be overwritten in place.
///
/// ```
///   0   4  mark "SPJE"
///   4   8  sequence
///  12   8  instant, ms since the epoch
///  20   8  sequence of the first entry of the synced write that carried this one
///  28   4  how many entries of the same batch follow
///  32   4  version
///  36   2  length of subject  S
///  38   2  length of type     T
///  40   4  length of facts    F
///  44   4  length of personal P
///  48  32  salted hash of the personal part
///  80  32  hash of this entry (Chain)
/// 112   S+T+F  subject, type, facts
///   +   4  CRC32C of all the above
///   +   1  state: 1 present, 2 erased
///   +  16  salt
///   +   P  personal
///   +   4  CRC32C of state, salt, personal
/// ```
final class Frame {
  static final int MARK = 0x53504A45;
  static final int FIXED_BYTES = 112;
  static final byte PRESENT = 1;
  static final byte ERASED = 2;

  static final int CRC_BYTES = 4;

  private static final int STATE_BYTES = 1;
  private static final int MAX_TEXT_BYTES = 3 * Draft.MAX_BODY_SIGNS;

  private final ByteBuffer bytes;

  /// @param bytes at least [#FIXED_BYTES], from the mark on; read by absolute index only
  Frame(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// Returns the length in bytes of an erasable part.
  static int erasableLength(int personalBytes) {
    return STATE_BYTES + Chain.SALT_BYTES + personalBytes + CRC_BYTES;
  }

  /// Writes an erasable part at the buffer's position.
  static void putErasable(ByteBuffer to, byte state, byte[] salt, byte[] personal) {
    int start = to.position();
    to.put(state).put(salt).put(personal);
    to.putInt(crc(to, start, to.position()));
  }

  /// Whether a frame begins here; says nothing of what follows.
  boolean hasMark() {
    return bytes.getInt(0) == MARK;
  }

  /// Whether the lengths are possible ones, so that [#length()] means something.
  boolean hasPossibleLengths() {
    return factsBytes() >= 0
        && factsBytes() <= MAX_TEXT_BYTES
        && personalBytes() >= 0
        && personalBytes() <= MAX_TEXT_BYTES;
  }

  /// Returns what was expected of the kept part and is not so.
  Optional<String> keptFault() {
    int end = erasableStart() - CRC_BYTES;
    return bytes.getInt(end) == crc(bytes, 0, end)
        ? Optional.empty()
        : Optional.of("the CRC of an entry's kept part");
  }

  /// Returns what was expected of the erasable part and is not so.
  Optional<String> erasableFault() {
    int end = length() - CRC_BYTES;
    byte state = bytes.get(erasableStart());
    boolean good =
        (state == PRESENT || state == ERASED)
            && bytes.getInt(end) == crc(bytes, erasableStart(), end);
    return good ? Optional.empty() : Optional.of("the CRC of an entry's personal part");
  }

  int length() {
    return erasableStart() + erasableLength(personalBytes());
  }

  /// Where the erasable part begins, from the start of the frame.
  int erasableStart() {
    return FIXED_BYTES + subjectBytes() + typeBytes() + factsBytes() + CRC_BYTES;
  }

  long sequence() {
    return bytes.getLong(4);
  }

  long writeFirst() {
    return bytes.getLong(20);
  }

  int batchLeft() {
    return bytes.getInt(28);
  }

  int personalBytes() {
    return bytes.getInt(44);
  }

  boolean erased() {
    return bytes.get(erasableStart()) == ERASED;
  }

  byte[] hash() {
    return copy(80, Chain.HASH_BYTES);
  }

  /// Whether the hash is the one that follows from the entry before it, and the personal part, if
  /// it is still there, is the one that was written.
  boolean continues(byte[] previousHash, Chain chain) {
    byte[] personalHash = copy(48, Chain.HASH_BYTES);
    if (!erased()) {
      byte[] salt = copy(erasableStart() + STATE_BYTES, Chain.SALT_BYTES);
      if (!Arrays.equals(personalHash, chain.personalHash(salt, personal()))) {
        return false;
      }
    }
    byte[] expected =
        chain.next(
            previousHash,
            sequence(),
            bytes.getLong(12),
            bytes.getInt(32),
            subject(),
            type(),
            facts(),
            personalHash);
    return Arrays.equals(hash(), expected);
  }

  Entry entry() {
    return new Entry(
        sequence(),
        Instant.ofEpochMilli(bytes.getLong(12)),
        text(subject()),
        text(type()),
        bytes.getInt(32),
        text(facts()),
        erased() ? "" : text(personal()),
        erased());
  }

  private byte[] subject() {
    return copy(FIXED_BYTES, subjectBytes());
  }

  private byte[] type() {
    return copy(FIXED_BYTES + subjectBytes(), typeBytes());
  }

  private byte[] facts() {
    return copy(FIXED_BYTES + subjectBytes() + typeBytes(), factsBytes());
  }

  private byte[] personal() {
    return copy(erasableStart() + STATE_BYTES + Chain.SALT_BYTES, personalBytes());
  }

  private int subjectBytes() {
    return Short.toUnsignedInt(bytes.getShort(36));
  }

  private int typeBytes() {
    return Short.toUnsignedInt(bytes.getShort(38));
  }

  private int factsBytes() {
    return bytes.getInt(40);
  }

  private byte[] copy(int from, int length) {
    var copy = new byte[length];
    bytes.get(from, copy);
    return copy;
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// Returns the CRC32C of the bytes from one absolute index to another.
  static int crc(ByteBuffer bytes, int from, int to) {
    var crc = new CRC32C();
    crc.update(bytes.slice(from, to - from));
    return (int) crc.getValue();
  }
}

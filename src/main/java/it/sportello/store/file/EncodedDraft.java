package it.sportello.store.file;

import it.sportello.journal.Chain;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A draft as bytes, salted and ready to get its sequence and its place in the chain.
///
/// Made on the caller's thread, so that the journal's thread has less to do.
final class EncodedDraft {
  private final Draft draft;
  private final byte[] subject;
  private final byte[] type;
  private final byte[] facts;
  private final byte[] personal;
  private final byte[] salt;
  private final byte[] personalHash;

  private EncodedDraft(Draft draft, byte[] salt, Chain chain) {
    this.draft = draft;
    this.salt = salt;
    subject = draft.subject().getBytes(StandardCharsets.UTF_8);
    type = draft.type().getBytes(StandardCharsets.UTF_8);
    facts = draft.facts().getBytes(StandardCharsets.UTF_8);
    personal = draft.personal().getBytes(StandardCharsets.UTF_8);
    personalHash = chain.personalHash(salt, personal);
  }

  /// @param salts where each entry's salt comes from; must be unpredictable
  static List<EncodedDraft> of(List<Draft> drafts, RandomGenerator salts) {
    var random = new byte[drafts.size() * Chain.SALT_BYTES];
    salts.nextBytes(random);
    var chain = new Chain();
    var encoded = new EncodedDraft[drafts.size()];
    for (int i = 0; i < encoded.length; i++) {
      int from = i * Chain.SALT_BYTES;
      byte[] salt = Arrays.copyOfRange(random, from, from + Chain.SALT_BYTES);
      encoded[i] = new EncodedDraft(drafts.get(i), salt, chain);
    }
    return List.of(encoded);
  }

  /// Returns the length in bytes of its [Frame].
  int frameLength() {
    return Frame.FIXED_BYTES
        + subject.length
        + type.length
        + facts.length
        + Frame.CRC_BYTES
        + Frame.erasableLength(personal.length);
  }

  /// Returns its place in the chain.
  byte[] hash(Chain chain, byte[] previousHash, long sequence) {
    return chain.next(
        previousHash, sequence, atMs(), draft.version(), subject, type, facts, personalHash);
  }

  /// Writes its [Frame] at the buffer's position.
  ///
  /// @param writeFirst the sequence of the first entry of the same synced write
  /// @param batchLeft how many entries of the same batch follow
  void putFrame(ByteBuffer to, long sequence, long writeFirst, int batchLeft, byte[] hash) {
    int start = to.position();
    to.putInt(Frame.MARK).putLong(sequence).putLong(atMs()).putLong(writeFirst).putInt(batchLeft);
    to.putInt(draft.version());
    to.putShort((short) subject.length).putShort((short) type.length);
    to.putInt(facts.length).putInt(personal.length);
    to.put(personalHash).put(hash);
    to.put(subject).put(type).put(facts);
    to.putInt(Frame.crc(to, start, to.position()));
    Frame.putErasable(to, Frame.PRESENT, salt, personal);
  }

  /// Returns the entry it became.
  Entry entry(long sequence) {
    return Entry.of(sequence, draft);
  }

  private long atMs() {
    return draft.at().toEpochMilli();
  }
}

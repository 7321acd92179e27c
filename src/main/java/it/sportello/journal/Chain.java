package it.sportello.journal;

import it.sportello.base.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// Computes the hashes that chain one entry to the one before it: any change or gap shows.
///
/// An entry's hash covers the hash of the entry before it, the facts, and a *salted hash* of the
/// personal part. So the personal part and its salt can be erased while the chain still verifies,
/// and without the salt nobody can find out by guessing what was erased. Numbers are big-endian;
/// texts are UTF-8, each after its length in bytes (four bytes).
///
/// Every adapter of [Journal] that keeps a chain uses this one. One thread at a time.
public final class Chain {
  /// Length of a hash in bytes.
  public static final int HASH_BYTES = 32;

  /// Length of the salt of a personal part in bytes.
  public static final int SALT_BYTES = 16;

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /// Returns what stands in for the hash before the first entry: 32 zero bytes.
  public static byte[] start() {
    return new byte[HASH_BYTES];
  }

  /// Returns the salted hash of a personal part: SHA-256 of the salt and the text.
  ///
  /// @param salt [#SALT_BYTES] random bytes, new for each entry
  /// @param personal UTF-8, possibly empty
  public byte[] personalHash(byte[] salt, byte[] personal) {
    digest.update(salt);
    return digest.digest(personal);
  }

  /// Returns the hash of an entry.
  ///
  /// @param previous the hash of the entry before it, or [#start()]
  /// @param atMs when it happened, in milliseconds since the epoch
  /// @param personalHash from [#personalHash], computed when the entry was written
  public byte[] next(
      byte[] previous,
      long sequence,
      long atMs,
      int version,
      byte[] subject,
      byte[] type,
      byte[] facts,
      byte[] personalHash) {
    digest.update(previous);
    update(number.clear().putLong(sequence));
    update(number.clear().putLong(atMs));
    update(number.clear().putInt(version));
    updateText(subject);
    updateText(type);
    updateText(facts);
    return digest.digest(personalHash);
  }

  private void updateText(byte[] utf8) {
    update(number.clear().putInt(utf8.length));
    digest.update(utf8);
  }

  private void update(ByteBuffer written) {
    digest.update(written.flip());
  }
}

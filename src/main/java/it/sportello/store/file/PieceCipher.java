package it.sportello.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Encrypts and decrypts the pieces of one recording: AES-256-GCM under a key of the file's own,
/// which comes from the master key and the file's salt (HKDF-SHA256), with the piece's number as
/// nonce. So no nonce is ever used twice with one key. Not thread-safe.
final class PieceCipher {
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;
  private static final byte[] PURPOSE =
      "sportello recording 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final SecretKey key;
  private final Cipher cipher;
  private final byte[] head;

  PieceCipher(byte[] master, SealedHead head) throws IOException {
    this.head = head.bytes();
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(master)
              .addSalt(java.util.HexFormat.of().parseHex(head.salt()))
              .thenExpand(PURPOSE, KEY_BYTES);
      key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java lacks AES-GCM or HKDF", e);
    }
  }

  byte[] encrypt(long index, byte[] bytes, int count) throws IOException {
    return run(Cipher.ENCRYPT_MODE, index, bytes, count);
  }

  /// @throws IOException if any bit of the piece or of the head is not what was encrypted
  byte[] decrypt(long index, byte[] bytes) throws IOException {
    return run(Cipher.DECRYPT_MODE, index, bytes, bytes.length);
  }

  private byte[] run(int mode, long index, byte[] bytes, int count) throws IOException {
    try {
      byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(index).array();
      cipher.init(mode, key, new GCMParameterSpec(SealedHead.TAG_BYTES * 8, nonce));
      cipher.updateAAD(head);
      return cipher.doFinal(bytes, 0, count);
    } catch (GeneralSecurityException e) {
      throw new IOException("piece " + index + " is damaged, or not of this recording", e);
    }
  }
}

package it.sportello.mail.dkim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;

/// Makes private keys as `openssl genpkey` writes them.
public final class KeyFiles {
  private KeyFiles() {}

  /// Writes a new key, readable by its owner only.
  ///
  /// @param bits of an RSA key; 0: Ed25519
  public static Path write(Path file, int bits) throws IOException {
    byte[] key = made(bits).getEncoded();
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static PrivateKey made(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(bits == 0 ? "Ed25519" : "RSA");
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform makes such keys", e);
    }
  }
}

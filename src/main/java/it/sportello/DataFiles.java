package it.sportello;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// Where things lie below the data directory, and the keys made there at the first start.
record DataFiles(Path root) {
  private static final int KEY_BYTES = 32;

  Path journal() {
    return root.resolve("journal");
  }

  Path raw() {
    return root.resolve("raw");
  }

  Path workbench() {
    return root.resolve("workbench");
  }

  Path recordings() {
    return root.resolve("recordings");
  }

  Path snapshots() {
    return root.resolve("snapshots");
  }

  Path views() {
    return root.resolve("views");
  }

  Path access() {
    return root.resolve("access");
  }

  /// Where a mailbox's refresh token is kept.
  Path token(String mailbox) {
    return root.resolve("keys/oauth").resolve(mailbox);
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /// Returns a secret key of 32 bytes, made at the first call; readable by the owner only.
  byte[] key(String name) throws IOException {
    Path file = root.resolve("keys").resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      var key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Path fresh = Files.createTempFile(file.getParent(), name, ".new");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.write(fresh, key, StandardOpenOption.SYNC);
      Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(file + ": " + key.length + " bytes (expected: " + KEY_BYTES + ")");
    }
    return key;
  }
}

package it.sportello;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Passwords of the embedded mail server: made once, kept beside the keys, printed when they are
/// made.
final class GeneratedPasswords {
  private final Path directory;
  private final RandomGenerator random;
  private final PrintStream out;

  GeneratedPasswords(Path directory, RandomGenerator random, PrintStream out) {
    this.directory = directory;
    this.random = random;
    this.out = out;
  }

  /// Returns the password of an address.
  String of(String address) {
    Path file = directory.resolve(address.replaceAll("[^A-Za-z0-9@._-]", "_"));
    try {
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      var bytes = new byte[9];
      random.nextBytes(bytes);
      String password = HexFormat.of().formatHex(bytes);
      Files.createDirectories(directory);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password);
      out.println("  mailbox " + address + "  " + password);
      return password;
    } catch (IOException e) {
      throw new UncheckedIOException("password of " + address, e);
    }
  }
}

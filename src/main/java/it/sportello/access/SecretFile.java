package it.sportello.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A small file only its owner may read, replaced as a whole: after a crash there is the old one or
/// the new one. Whoever writes it does so from one thread at a time.
public final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;

  /// @param path the file; it and its directories are made when it is first written
  public SecretFile(Path path) {
    this.path = path;
  }

  /// What was written last; empty when there is no such file.
  ///
  /// @throws IOException if it cannot be read
  public Optional<byte[]> read() throws IOException {
    return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
  }

  /// Returns once the bytes are durable under its name.
  ///
  /// @throws IOException if they are not; what was there before still is then
  public void write(byte[] bytes) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder");
    Files.createDirectories(folder);
    Path fresh = folder.resolve(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    var create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var file = FileChannel.open(fresh, create, ownerOnly)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}

package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.journal.RawTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps raw bytes in files named by their SHA-256, two directories deep.
///
/// Bytes are written to a file of another name, synced, renamed, and the directory is synced: a
/// name is there only with all of its bytes behind it. Unfinished files are removed at the next
/// start.
public final class FileRawStore implements RawStore {
  private static final int CHUNK = 64 * 1024;

  private final Path directory;
  private final Path unfinished;
  private final Disk disk = new RealDisk();
  private final AtomicLong next = new AtomicLong();

  private FileRawStore(Path directory) {
    this.directory = directory;
    this.unfinished = directory.resolve("unfinished");
  }

  /// Opens the store in a directory, which is made if it is absent.
  public static FileRawStore open(Path directory) throws IOException {
    var store = new FileRawStore(directory);
    Files.createDirectories(store.unfinished);
    try (var leftovers = Files.newDirectoryStream(store.unfinished)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    return store;
  }

  @Override
  public Sha256 put(byte[] bytes) throws IOException {
    Sha256 name = Sha256.of(bytes);
    if (Files.exists(file(name))) {
      return name;
    }
    return put(new ByteArrayInputStream(bytes), bytes.length);
  }

  @Override
  public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
    Path fresh = unfinished.resolve(Long.toString(next.incrementAndGet()));
    try {
      Sha256 name = write(fresh, bytes, maxBytes);
      keep(fresh, name);
      return name;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Sha256 write(Path fresh, InputStream bytes, long maxBytes) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (var out =
        FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var chunk = new byte[CHUNK];
      long total = 0;
      for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
        total += n;
        if (total > maxBytes) {
          throw new RawTooLarge(maxBytes);
        }
        digest.update(chunk, 0, n);
        var buffer = ByteBuffer.wrap(chunk, 0, n);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force(true);
    }
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  private void keep(Path fresh, Sha256 name) throws IOException {
    Path file = file(name);
    if (Files.exists(file)) {
      return;
    }
    Path second = AtomicFile.directoryOf(file);
    Path first = AtomicFile.directoryOf(second);
    if (Files.notExists(second)) {
      Files.createDirectories(second);
      disk.syncDirectory(first);
      disk.syncDirectory(directory);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    disk.syncDirectory(second);
  }

  @Override
  public Optional<InputStream> open(Sha256 name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Long> size(Sha256 name) throws IOException {
    try {
      return Optional.of(Files.size(file(name)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private Path file(Sha256 name) {
    String hex = name.hex();
    return directory.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }
}

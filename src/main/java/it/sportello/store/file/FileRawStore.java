package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Raw bytes as files named by their hash: `ab/cd/abcd...`.
///
/// A file gets its name when its bytes are durable, and the name is durable when `put` returns. One
/// process at a time may use a directory; the journal's lock sees to that.
public final class FileRawStore implements RawStore {
  private final Path directory;
  private final Path unfinished;
  private final Disk disk;
  private final AtomicLong unfinishedNumber = new AtomicLong();

  /// Directories whose own names are durable, as far as this process knows.
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  private FileRawStore(Path directory, Disk disk) throws IOException {
    this.directory = directory;
    this.unfinished = directory.resolve("unfinished");
    this.disk = disk;
    disk.createDirectory(directory);
    disk.createDirectory(unfinished);
    removeUnfinished();
  }

  /// Opens the store in a directory, which is made if it is absent; removes what an earlier process
  /// did not finish.
  public static FileRawStore open(Path directory) throws IOException {
    return open(directory, new RealDisk());
  }

  static FileRawStore open(Path directory, Disk disk) throws IOException {
    return new FileRawStore(directory, disk);
  }

  /// How the bytes under a name are.
  public enum Condition {
    ABSENT,
    SOUND,
    DAMAGED
  }

  @Override
  public Sha256 put(byte[] bytes) throws IOException {
    var name = Sha256.of(bytes);
    if (has(name, bytes.length)) {
      makeNameDurable(name);
      return name;
    }
    return put(new ByteArrayInputStream(bytes), bytes.length);
  }

  @Override
  public List<Sha256> putAll(List<byte[]> all) throws IOException {
    if (all.size() == 1) {
      return List.of(put(all.getFirst()));
    }
    var batch = new RawBatch(disk);
    try {
      List<Sha256> names = all.stream().map(Sha256::of).toList();
      var seen = new HashSet<Sha256>();
      for (int i = 0; i < names.size(); i++) {
        Sha256 name = names.get(i);
        if (has(name, all.get(i).length)) {
          makeDirectory(name);
          batch.addNamed(fileOf(name));
        } else if (seen.add(name)) {
          batch.add(all.get(i), nextUnfinished(), fileOf(name));
        }
      }
      batch.finish(durable);
      return names;
    } catch (IOException | RuntimeException e) {
      batch.giveUp(e);
      throw e;
    }
  }

  @Override
  public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
    var file = nextUnfinished();
    try {
      return keep(DurableCopy.of(bytes, maxBytes, file, disk), file);
    } catch (IOException | RuntimeException e) {
      remove(file, e);
      throw e;
    }
  }

  @Override
  public Sha256 write(Content content, long maxBytes) throws IOException {
    var file = nextUnfinished();
    try {
      return keep(DurableCopy.of(content, maxBytes, file, disk), file);
    } catch (IOException | RuntimeException e) {
      remove(file, e);
      throw e;
    }
  }

  @Override
  public Optional<InputStream> open(Sha256 name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(fileOf(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Long> size(Sha256 name) throws IOException {
    try {
      return Optional.of(Files.size(fileOf(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// Reads the bytes under a name and compares them with it.
  public Condition verify(Sha256 name) throws IOException {
    var found = open(name);
    if (found.isEmpty()) {
      return Condition.ABSENT;
    }
    var digest = Sha256.digest();
    try (var in = new DigestInputStream(found.get(), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofHash(digest.digest()).equals(name) ? Condition.SOUND : Condition.DAMAGED;
  }

  /// Verifies everything in the store.
  ///
  /// @param damaged hears of each file whose bytes are not what its name says
  /// @return how many files there are
  public long verifyAll(Consumer<Path> damaged) throws IOException {
    long count = 0;
    try (var files = Files.walk(directory)) {
      for (var file : (Iterable<Path>) files.filter(this::isStored)::iterator) {
        count++;
        if (!isSound(file)) {
          damaged.accept(file);
        }
      }
    }
    return count;
  }

  private Path nextUnfinished() {
    return unfinished.resolve(Long.toString(unfinishedNumber.incrementAndGet()));
  }

  /// Gives durable bytes their name. A file of that name with another length is damaged: replaced.
  private Sha256 keep(Sha256 name, Path file) throws IOException {
    if (has(name, Files.size(file))) {
      disk.delete(file);
    } else {
      makeDirectory(name);
      disk.rename(file, fileOf(name));
    }
    makeNameDurable(name);
    return name;
  }

  /// Also where the file was there already: whoever put it may not have come so far.
  private void makeNameDurable(Sha256 name) throws IOException {
    makeDirectory(name);
    disk.syncDirectory(AtomicFile.directoryOf(fileOf(name)));
  }

  private void makeDirectory(Sha256 name) throws IOException {
    var leaf = AtomicFile.directoryOf(fileOf(name));
    if (!durable.contains(leaf)) {
      disk.createDirectory(AtomicFile.directoryOf(leaf));
      disk.createDirectory(leaf);
      durable.add(leaf);
    }
  }

  private boolean has(Sha256 name, long bytes) throws IOException {
    return size(name).filter(length -> length == bytes).isPresent();
  }

  private Path fileOf(Sha256 name) {
    var hex = name.hex();
    return directory.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  private boolean isStored(Path file) {
    return Files.isRegularFile(file) && !file.startsWith(unfinished);
  }

  private boolean isSound(Path file) throws IOException {
    try {
      return verify(new Sha256(String.valueOf(file.getFileName()))) == Condition.SOUND;
    } catch (IllegalArgumentException notAName) {
      return false;
    }
  }

  private void remove(Path file, Exception because) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e); // the next start removes it
    }
  }

  private void removeUnfinished() throws IOException {
    try (var files = Files.list(unfinished)) {
      for (var file : files.toList()) {
        disk.delete(file);
      }
    }
  }
}

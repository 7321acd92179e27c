package it.sportello.store.mapdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The files of a view in its directory: the data, a lock, and a mark that is there only while the
/// data is closed and whole.
final class ViewFiles implements AutoCloseable {
  /// What the mark says.
  ///
  /// @param version of the view that wrote it
  /// @param sequence of the last journal entry it took in
  /// @param bytes length of the data file
  record Mark(String version, long sequence, long bytes) {}

  private static final int MAX_MARK_BYTES = 1000;

  private final Path directory;
  private final FileChannel lock;

  /// Takes the directory for this process.
  ///
  /// @throws IOException if it cannot be made or written, or is in use
  static ViewFiles take(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new ViewFiles(directory, channel);
      }
    } catch (OverlappingFileLockException e) {
      // this process has it: said below
    }
    channel.close();
    throw new IOException(directory + " is in use by another process, or twice by this one");
  }

  private ViewFiles(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  Path data() {
    return directory.resolve("histories.mapdb");
  }

  boolean isNew() {
    return !Files.exists(data()) && !Files.exists(mark());
  }

  /// Takes the mark away and returns it, so that a crash from now on shows. Empty if there is none
  /// that can be read.
  Optional<Mark> takeMark() throws IOException {
    Optional<Mark> mark = readMark();
    Files.deleteIfExists(mark());
    sync(directory);
    return mark;
  }

  private Optional<Mark> readMark() throws IOException {
    if (!Files.exists(mark()) || Files.size(mark()) > MAX_MARK_BYTES) {
      return Optional.empty();
    }
    String[] words = Files.readString(mark(), StandardCharsets.ISO_8859_1).strip().split(" ", -1);
    try {
      return words.length == 3
          ? Optional.of(new Mark(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Says that the data is closed and whole, after it is on the disk.
  void putMark(String version, long sequence) throws IOException {
    sync(data());
    Path draft = directory.resolve("clean.new");
    Files.writeString(draft, version + " " + sequence + " " + dataBytes() + "\n");
    sync(draft);
    Files.move(draft, mark(), StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  /// Length of the data file, 0 if there is none.
  long dataBytes() throws IOException {
    return Files.exists(data()) ? Files.size(data()) : 0;
  }

  /// Throws the data away. Deletes its own files by name and nothing else, whatever directory it
  /// was given.
  void throwAway() throws IOException {
    Files.deleteIfExists(mark());
    Files.deleteIfExists(data());
  }

  /// Gives the directory free.
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private Path mark() {
    return directory.resolve("clean");
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

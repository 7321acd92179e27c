package it.sportello.store.file;

import it.sportello.journal.JournalBroken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps a second process, and a second owner in this one, out of a directory.
///
/// The operating system's lock on the file `lock` is what counts; it ends with the process. The
/// file `owner` says who has it. It is also how the same process finds out that it has it already:
/// opening and closing `lock` a second time would give the lock away.
final class DirectoryLock implements Closeable {
  private final Path owner;
  private final FileChannel channel;

  private DirectoryLock(Path owner, FileChannel channel) {
    this.owner = owner;
    this.channel = channel;
  }

  /// @throws JournalBroken if somebody else has the directory, saying who
  static DirectoryLock of(Path directory) throws IOException {
    var owner = directory.resolve("owner");
    var me = me(directory);
    if (ownerIn(owner).equals(me)) {
      throw inUse(directory, "this process, which has opened it already");
    }
    var channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw inUse(directory, ownerIn(owner));
    }
    Files.writeString(owner, me);
    return new DirectoryLock(owner, channel);
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      Files.deleteIfExists(owner);
      channel.close();
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return isGiven(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean isGiven(@Nullable Object lock) {
    return lock != null;
  }

  private static String me(Path directory) throws IOException {
    var process = ProcessHandle.current();
    var since = process.info().startInstant().orElse(Instant.EPOCH);
    return "process " + process.pid() + " since " + since + " in " + directory.toRealPath();
  }

  private static String ownerIn(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readString(file) : "another process";
  }

  private static JournalBroken inUse(Path directory, String by) {
    return new JournalBroken(
        "journal: " + directory + " is in use by " + by + ". Stop that one first");
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Writes a small file so that a crash leaves the old content or the new one, never a mixture.
final class AtomicFile {
  /// The end of the name of a file that is not finished; such files are removed at the next start.
  static final String UNFINISHED = ".tmp";

  /// Returns once `content` is durable under its name.
  static void write(Disk disk, Path file, ByteBuffer content) throws IOException {
    var unfinished = unfinished(file);
    try (var out = disk.open(unfinished)) {
      out.truncate(0);
      out.write(content, 0);
      out.force(true);
    }
    disk.rename(unfinished, file);
    disk.syncDirectory(directoryOf(file));
  }

  /// Returns the name a file has until it is finished.
  static Path unfinished(Path file) {
    return directoryOf(file).resolve(file.getFileName() + UNFINISHED);
  }

  /// Returns the directory that holds a file.
  static Path directoryOf(Path file) {
    var parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " (expected: a file in a directory)");
    }
    return parent;
  }

  private AtomicFile() {}
}

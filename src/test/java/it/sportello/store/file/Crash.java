package it.sportello.store.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/// Copies a journal's directory as the death of its process would leave it at this moment.
final class Crash {
  private static final Set<String> DIES_WITH_THE_PROCESS = Set.of("lock", "owner");

  /// @param to emptied before
  static Path copy(Path from, Path to) throws IOException {
    remove(to);
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      files
          .filter(Files::isRegularFile)
          .filter(f -> !DIES_WITH_THE_PROCESS.contains(String.valueOf(f.getFileName())))
          .forEach(f -> copyFile(f, to.resolve(f.getFileName())));
    }
    return to;
  }

  static void remove(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void copyFile(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Crash() {}
}

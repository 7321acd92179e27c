package it.sportello.web.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The folder where large uploads wait until their request is answered.
final class TemporaryFolder {
  /// Makes the folder, and deletes what a crash left in it.
  static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> leftovers = Files.list(folder)) {
      for (Path file : leftovers.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  private TemporaryFolder() {}
}

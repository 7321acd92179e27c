package it.sportello.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The shipped configuration, to be copied and spoilt.
public final class ShippedFiles {
  /// Where it is.
  public static final Path DIRECTORY = Path.of("config").toAbsolutePath();

  private ShippedFiles() {}

  /// Copies what the server reads.
  ///
  /// @param root gets `config`, and an empty knowledge base beside it
  /// @return the copy
  public static Path copyTo(Path root) throws IOException {
    Path directory = root.resolve("config");
    Files.createDirectories(directory.resolve("texts"));
    Files.createDirectories(directory.resolve("prompts"));
    Files.createDirectories(root.resolve("knowledge-base"));
    try (var files = Files.walk(DIRECTORY, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = DIRECTORY.relativize(file).toString();
        if ((name.endsWith(".yaml") && !name.contains("/"))
            || name.startsWith("texts/")
            || name.startsWith("prompts/")) {
          Files.copy(file, directory.resolve(name));
        }
      }
    }
    return directory;
  }
}

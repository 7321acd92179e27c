package it.sportello.web.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Where static files come from. Keeps what it has read: the files of a web application are few and
/// small. Safe to use from several threads.
sealed interface FileSource {
  /// Names that start with neither dot nor slash, of signs no file system treats specially.
  Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@+-][A-Za-z0-9_@+.-]*(?:/[A-Za-z0-9_@+-][A-Za-z0-9_@+.-]*)*");

  /// Finds a file below the source's root, never outside.
  ///
  /// @param path with slashes, without one at its start
  Optional<StaticFile> find(String path) throws IOException;

  /// Whether every part of a path is a plain name, so that it cannot lead out.
  static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches();
  }

  /// Files of a directory, read again when they change.
  final class Directory implements FileSource {
    private record Read(FileTime changed, StaticFile file) {}

    private final Path root;
    private final ConcurrentHashMap<Path, Read> known = new ConcurrentHashMap<>();

    Directory(Path root) {
      this.root = root;
    }

    @Override
    public Optional<StaticFile> find(String path) throws IOException {
      if (!isPlain(path)) {
        return Optional.empty();
      }
      Path file = root.resolve(path);
      // the real path, so that no link leads out
      if (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root.toRealPath())) {
        return Optional.empty();
      }
      FileTime changed = Files.getLastModifiedTime(file);
      Read read = known.get(file);
      if (read == null || !read.changed.equals(changed)) {
        read = new Read(changed, StaticFile.of(path, Files.readAllBytes(file)));
        known.put(file, read);
      }
      return Optional.of(read.file);
    }
  }

  /// Files of the class path.
  final class Classpath implements FileSource {
    private final String folder;
    private final ConcurrentHashMap<String, StaticFile> known = new ConcurrentHashMap<>();

    Classpath(String folder) {
      this.folder = folder;
    }

    @Override
    public Optional<StaticFile> find(String path) throws IOException {
      StaticFile read = known.get(path);
      if (read != null) {
        return Optional.of(read);
      }
      if (!isPlain(path)) {
        return Optional.empty();
      }
      URL url = FileSource.class.getResource("/" + folder + "/" + path);
      if (url == null || isFolder(url)) {
        return Optional.empty();
      }
      try (InputStream in = url.openStream()) {
        var file = StaticFile.of(path, in.readAllBytes());
        known.put(path, file);
        return Optional.of(file);
      }
    }

    private static boolean isFolder(URL url) throws IOException {
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        return jar.getJarEntry() == null || jar.getJarEntry().isDirectory();
      }
      return !Files.isRegularFile(Path.of(URI.create(url.toString())));
    }
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.file.Path;

/// The file operations on which "nothing accepted is lost" rests. Tests put full disks, failing
/// syncs and power cuts behind it; everything else is [RealDisk].
interface Disk {
  /// Opens a file for writing, creating it if it is absent.
  DiskFile open(Path file) throws IOException;

  /// Gives a file its final name, replacing what had it: after a crash it is the old or the new.
  void rename(Path from, Path to) throws IOException;

  /// Removes a file, if it is there.
  void delete(Path file) throws IOException;

  /// Makes a directory and those above it where they are absent; its name is durable then.
  void createDirectory(Path directory) throws IOException;

  /// Makes creations, renames and deletions in a directory durable.
  void syncDirectory(Path directory) throws IOException;
}

package it.sportello.store.file;

import java.nio.file.Path;

/// Bytes on disk that are not what was written.
final class Damaged extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long offset;
  private final String expected;

  /// @param file where
  /// @param offset the first byte of what does not verify
  /// @param expected what should be there
  Damaged(Path file, long offset, String expected) {
    super(file + ", byte " + offset + ": damaged (expected: " + expected + ")");
    this.file = file;
    this.offset = offset;
    this.expected = expected;
  }

  Path file() {
    return file;
  }

  long offset() {
    return offset;
  }

  String expected() {
    return expected;
  }
}

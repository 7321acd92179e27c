package it.sportello.config.yaml;

/// Reads one kind of value from its text.
interface Scalar {
  /// Returns the value that `text` writes.
  ///
  /// @throws IllegalArgumentException with a message `what came (expected: what should)`
  Object read(String text);
}

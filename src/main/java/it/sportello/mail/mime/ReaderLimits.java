package it.sportello.mail.mime;

import java.time.Duration;

/// How much of one message is read. Beyond a limit nothing is lost: the raw bytes stay.
///
/// @param maxBytes of a whole message; a larger one is not understood
/// @param maxHeaderLines of the message's own header; a longer one is not understood
/// @param maxParts looked at; the rest shows only in the original
/// @param maxDepth of parts within parts
/// @param maxTextBytes of body text of one kind (plain or HTML); the rest shows only in the
///   original
/// @param time for one message; then it counts as not understood
public record ReaderLimits(
    long maxBytes,
    int maxHeaderLines,
    int maxParts,
    int maxDepth,
    int maxTextBytes,
    Duration time) {

  /// Returns limits no honest message comes near.
  public static ReaderLimits usual() {
    return new ReaderLimits(64L << 20, 5_000, 1_000, 30, 1 << 20, Duration.ofSeconds(10));
  }
}

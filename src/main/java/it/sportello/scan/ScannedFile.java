package it.sportello.scan;

/// One attachment of a message, and what was said of it.
///
/// @param part its place in the message, as in the message's list of attachments
public record ScannedFile(int part, Verdict.Kind kind, String detail) {
  /// What was said of the attachment at this place.
  public static ScannedFile of(int part, Verdict verdict) {
    return new ScannedFile(part, verdict.kind(), verdict.detail());
  }

  /// What was said. Members as of [Verdict].
  public Verdict verdict() {
    return new Verdict(kind, detail);
  }
}

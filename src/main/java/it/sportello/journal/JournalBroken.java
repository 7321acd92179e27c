package it.sportello.journal;

/// The journal cannot be trusted or used: a damaged entry, or a write whose outcome is unknown.
public final class JournalBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong and where, in an administrator's words
  public JournalBroken(String message) {
    super(message);
  }

  /// @param message what is wrong and where, in an administrator's words
  public JournalBroken(String message, Throwable cause) {
    super(message, cause);
  }
}

package it.sportello.journal;

/// Nothing was written and nothing was lost; the same call may succeed later.
public final class JournalRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what stood in the way, in an administrator's words
  public JournalRefused(String message) {
    super(message);
  }

  /// @param message what stood in the way, in an administrator's words
  public JournalRefused(String message, Throwable cause) {
    super(message, cause);
  }
}

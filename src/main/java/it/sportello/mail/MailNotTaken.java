package it.sportello.mail;

/// The message could not be recorded now; it stays on its server and is taken later.
public final class MailNotTaken extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what stood in the way
  public MailNotTaken(String message, Throwable cause) {
    super(message, cause);
  }
}

package it.sportello.mail;

/// The server refused the message for good (SMTP 5xx), or it cannot be sent at all.
public final class MailRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message the server's words, or what stood in the way
  public MailRefused(String message) {
    super(message);
  }

  /// @param message the server's words, or what stood in the way
  public MailRefused(String message, Throwable cause) {
    super(message, cause);
  }
}

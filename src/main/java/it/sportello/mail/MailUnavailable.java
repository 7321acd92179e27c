package it.sportello.mail;

/// The server could not be reached or asked to wait (SMTP 4xx); the message may go through later.
public final class MailUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message the server's words, or what stood in the way
  public MailUnavailable(String message) {
    super(message);
  }

  /// @param message the server's words, or what stood in the way
  public MailUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

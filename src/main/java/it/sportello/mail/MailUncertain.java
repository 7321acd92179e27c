package it.sportello.mail;

/// The whole message was handed over, but the server's answer never came: nobody knows whether it
/// went.
public final class MailUncertain extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what stood in the way of the answer
  public MailUncertain(String message, Throwable cause) {
    super(message, cause);
  }
}

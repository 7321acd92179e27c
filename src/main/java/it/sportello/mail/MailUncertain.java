package it.sportello.mail;

/// The whole message was handed over, but the server's answer never came: nobody knows whether it
/// went.
public final class MailUncertain extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason why;

  /// @param why what stood in the way of the answer
  public MailUncertain(Reason why, Throwable cause) {
    super(why.words(), cause);
    this.why = why;
  }

  /// What stood in the way.
  public Reason why() {
    return why;
  }
}

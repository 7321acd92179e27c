package it.sportello.mail;

/// The server could not be reached or asked to wait (SMTP 4xx); the message may go through later.
public final class MailUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason why;

  /// @param words the server's
  public MailUnavailable(String words) {
    this(Reason.text(words));
  }

  /// @param why what stood in the way
  public MailUnavailable(Reason why) {
    super(why.words());
    this.why = why;
  }

  /// @param words the server's
  public MailUnavailable(String words, Throwable cause) {
    this(Reason.text(words), cause);
  }

  /// @param why what stood in the way
  public MailUnavailable(Reason why, Throwable cause) {
    super(why.words(), cause);
    this.why = why;
  }

  /// What stood in the way.
  public Reason why() {
    return why;
  }
}

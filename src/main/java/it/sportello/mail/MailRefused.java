package it.sportello.mail;

/// The server refused the message for good (SMTP 5xx), or it cannot be sent at all.
public final class MailRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Reason why;

  /// @param words the server's
  public MailRefused(String words) {
    this(Reason.text(words));
  }

  /// @param why what stood in the way
  public MailRefused(Reason why) {
    super(why.words());
    this.why = why;
  }

  /// @param words the server's
  public MailRefused(String words, Throwable cause) {
    this(Reason.text(words), cause);
  }

  /// @param why what stood in the way
  public MailRefused(Reason why, Throwable cause) {
    super(why.words(), cause);
    this.why = why;
  }

  /// What stood in the way.
  public Reason why() {
    return why;
  }
}

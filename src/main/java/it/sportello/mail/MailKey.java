package it.sportello.mail;

/// Names one message in one folder of one mailbox on its server: the key that makes intake
/// exactly-once in effect. What a mail server handed over to us by itself has no place in a folder:
/// its UIDVALIDITY is 0, which IMAP never uses, and it is known by its bytes.
///
/// @param mailbox our name for the account, as in the configuration
/// @param folder the IMAP folder's name, or [#HANDED_OVER]
/// @param uidValidity RFC 3501 §2.3.1.1
/// @param uid RFC 3501 §2.3.1.1
public record MailKey(String mailbox, String folder, long uidValidity, long uid) {
  /// What stands for the folder of a message that a mail server handed over.
  public static final String HANDED_OVER = "(smtp)";

  /// The key of a message that a mail server handed over.
  public static MailKey handedOver(String mailbox) {
    return new MailKey(mailbox, HANDED_OVER, 0, 0);
  }

  /// Whether it lies in a folder on a server, where it can be looked at again.
  public boolean isInFolder() {
    return uidValidity != 0;
  }
}

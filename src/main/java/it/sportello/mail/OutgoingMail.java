package it.sportello.mail;

import java.io.InputStream;
import java.util.List;

/// Sends finished messages for one or more mailboxes.
public interface OutgoingMail {
  /// Sends the bytes as they are. Returns once the server has taken responsibility for the message.
  ///
  /// Blocks; called on a virtual thread. The caller closes the stream.
  ///
  /// @param mailbox whose account sends
  /// @param sender SMTP `MAIL FROM`
  /// @param recipients SMTP `RCPT TO`, at least one
  /// @throws MailRefused if trying again is pointless
  /// @throws MailUnavailable if it may go through later
  /// @throws MailUncertain if it may have gone through
  void send(String mailbox, String sender, List<String> recipients, InputStream raw)
      throws MailRefused, MailUnavailable, MailUncertain;
}

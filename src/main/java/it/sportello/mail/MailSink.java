package it.sportello.mail;

import java.util.Optional;

/// Where a mailbox reader hands over what it found.
public interface MailSink {
  /// Returns how far this folder was taken, as the journal knows it.
  Optional<MailCursor> cursor(String mailbox, String folder);

  /// Records one message and what became of it. Durable when it returns; taking the same key or the
  /// same bytes from the same mailbox again changes nothing.
  ///
  /// Blocks; called on a virtual thread, in UID order within a folder.
  ///
  /// @throws MailNotTaken if it could not be recorded now; the reader stops here and tries again
  ///   later
  void take(InboundMail mail) throws MailNotTaken, InterruptedException;
}

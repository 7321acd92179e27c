package it.sportello.mail;

import java.util.Map;

/// What the journal knows of the messages of a folder, for whoever compares it with the server.
public interface MailLedger {
  /// Returns the UID of every message of a folder that has a fate, and how many bytes it had.
  ///
  /// Blocks; everything that was durable when it was called is in it.
  ///
  /// @throws MailNotTaken if it cannot be told now; trying again later is safe
  Map<Long, Long> taken(String mailbox, String folder, long uidValidity) throws MailNotTaken;

  /// Records a message that should have been taken before, and what became of it. Durable when it
  /// returns; bytes that were taken from this mailbox already change nothing but that this key has
  /// a fate. Nothing is recorded for a key that is not behind the folder's cursor: it is still to
  /// come.
  ///
  /// Blocks; called on a virtual thread.
  ///
  /// @throws MailNotTaken if it could not be recorded now
  void takeMissed(InboundMail mail) throws MailNotTaken, InterruptedException;
}

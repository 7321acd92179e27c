package it.sportello.mail;

import java.util.SortedMap;

/// What the journal knows of the messages of a folder, for whoever compares it with the server.
public interface MailLedger {
  /// Returns the UIDs of the next messages of a folder that have a fate, and how many bytes each
  /// had: a large folder is read piece by piece.
  ///
  /// Blocks; everything that was durable when it was called is in it. Reads the entries of this
  /// folder only.
  ///
  /// @param from the first UID that is wanted, with its folder
  /// @param most how many are returned at most; fewer mean that there are no more
  /// @throws MailNotTaken if it cannot be told now; trying again later is safe
  SortedMap<Long, Long> taken(MailKey from, int most) throws MailNotTaken;

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

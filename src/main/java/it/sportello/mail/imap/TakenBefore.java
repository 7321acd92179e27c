package it.sportello.mail.imap;

import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailNotTaken;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The messages of one folder that have a fate, passed through once in the order of their UIDs: a
/// piece of the ledger is in memory at a time. Used by one thread.
final class TakenBefore {
  private static final int PIECE = 1_000;

  private final MailLedger ledger;
  private final MailKey folder;
  private final long last;
  private SortedMap<Long, Long> piece = new TreeMap<>();
  private long next = 1;
  private long seen;
  private boolean ended;

  /// @param folder any key of it
  /// @param last the UID behind which nothing counts
  TakenBefore(MailLedger ledger, MailKey folder, long last) {
    this.ledger = ledger;
    this.folder = folder;
    this.last = last;
  }

  /// Returns how many bytes a message had; empty if it has no fate.
  ///
  /// @param uid greater than in every call before
  Optional<Long> size(long uid) throws MailNotTaken {
    while (!ended && (piece.isEmpty() || piece.lastKey() < uid)) {
      read(Math.max(next, piece.isEmpty() ? 1 : piece.lastKey() + 1));
    }
    return Optional.ofNullable(piece.get(uid));
  }

  /// Returns how many have a fate in all, to the end.
  long count() throws MailNotTaken {
    while (!ended) {
      read(next);
    }
    return seen;
  }

  private void read(long from) throws MailNotTaken {
    piece =
        ledger
            .taken(
                new MailKey(folder.mailbox(), folder.folder(), folder.uidValidity(), from), PIECE)
            .headMap(last + 1);
    seen += piece.size();
    ended = piece.size() < PIECE;
    next = piece.isEmpty() ? from : piece.lastKey() + 1;
  }
}

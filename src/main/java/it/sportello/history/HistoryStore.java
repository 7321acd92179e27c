package it.sportello.history;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.mail.MailKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Keeps histories and finds them. Derived data: losing it costs a rebuild from the journal,
/// nothing else.
///
/// Written by one thread; read by any. Every method may throw [HistoryBroken]: then the owner calls
/// [#clear] and lets it be filled again.
public interface HistoryStore extends AutoCloseable {
  /// Up to which journal entry this store has taken everything in; 0 if nothing.
  long sequence();

  /// Returns one contact's history.
  Optional<ContactHistory> contact(ContactId id);

  /// Keeps a history in place of the one before, and everything it can be found by.
  void put(ContactHistory history);

  /// Keeps a line of the intake log in place of the one before, and remembers that these bytes were
  /// taken from this mailbox.
  void log(IntakeLine line);

  /// Returns one line of the intake log.
  Optional<IntakeLine> intake(long sequence);

  /// Passes the lines of the intake log to `visitor`, newest first, until it returns false.
  ///
  /// @param before begins with the line before this one
  /// @param onlyFailed leaves out what could be read
  void intakeBefore(long before, boolean onlyFailed, Predicate<IntakeLine> visitor);

  /// Returns the messages of one folder on a server that are in the intake log, in the order of
  /// their UIDs: UID and size in bytes. What a mail server handed over lies in no folder.
  ///
  /// @param from the first UID that is wanted, with its folder
  /// @param most how many are returned at most
  SortedMap<Long, Long> takenFrom(MailKey from, int most);

  /// How many messages could not be read, and were not read since.
  long failedIntake();

  /// Says that everything up to this entry is in.
  void reached(long sequence);

  /// Whether these bytes were taken from this mailbox before.
  boolean wasTaken(String mailbox, Sha256 raw);

  /// Returns the contact in which a message with this id was sent, else received; of several, the
  /// one that arrived last.
  ///
  /// What comes may bear any id, also one of ours: it never stands in the way of what we sent.
  ///
  /// @param messageId with angle brackets; an empty one finds nothing
  Optional<ContactId> byMessageId(String messageId);

  /// Passes the histories of contacts that arrived in `[from, to)` to `visitor`, newest first (at
  /// the same instant: by id), until it has had enough.
  void arrivedBetween(Instant from, Instant to, Visitor visitor);

  /// Passes the histories of contacts of which a leg began or ended in `[from, to)` to `visitor`,
  /// each once, until it has had enough: what the figures of a period are computed from.
  void activeBetween(Instant from, Instant to, Visitor visitor);

  /// Passes the histories of contacts with attachments that came and were not scanned for viruses
  /// to `visitor`, until it has had enough: by the newest such message of each, newest first.
  ///
  /// @param from leaves out contacts of which all such messages came before
  void unscannedSince(Instant from, Visitor visitor);

  /// Returns the contacts of one customer address, newest first (at the same instant: by id).
  ///
  /// @param address upper or lower case; an empty one finds nothing
  /// @param limit the most to return
  List<ContactHistory> byAddress(String address, int limit);

  /// Returns the contact with this public code; of several, the one that arrived last.
  ///
  /// @param code as it was given, in capitals; an empty one finds nothing
  Optional<ContactHistory> byCode(String code);

  /// Forgets everything: the sequence is 0 again, and the journal can be taken in from its start.
  ///
  /// Called by the writing thread; readers meanwhile find nothing or hear of [HistoryBroken].
  void clear();

  /// Keeps what was taken in, if the store outlives its process. Called when nobody writes any
  /// more; calling it twice is harmless.
  @Override
  void close();

  /// Looks at histories one after the other.
  @FunctionalInterface
  interface Visitor {
    /// Returns whether to go on.
    boolean visit(ContactHistory history);

    /// Looks at all of them.
    static Visitor all(Consumer<ContactHistory> each) {
      return history -> {
        each.accept(history);
        return true;
      };
    }
  }
}

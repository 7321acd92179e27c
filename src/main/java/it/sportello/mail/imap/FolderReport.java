package it.sportello.mail.imap;

import it.sportello.mail.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the comparison of one folder with the journal gave.
///
/// @param at when it ended
/// @param onServer messages in the folder that should have been taken
/// @param matched of those, with a fate in the journal
/// @param gone messages with a fate that are in the folder no more: somebody moved or deleted them
/// @param otherSize messages whose size is not the one recorded; some servers only estimate it
/// @param missed messages without a fate, the first of them, and what became of each
/// @param missedInAll how many there were
/// @param failed of those, how many could still not be taken
/// @param trouble why the folder could not be compared; empty if it was
public record FolderReport(
    String mailbox,
    String folder,
    Instant at,
    long onServer,
    long matched,
    long gone,
    long otherSize,
    List<Missed> missed,
    long missedInAll,
    long failed,
    Optional<Reason> trouble) {

  public FolderReport {
    missed = List.copyOf(missed);
  }

  static FolderReport notCompared(String mailbox, String folder, Instant at, Reason why) {
    return new FolderReport(mailbox, folder, at, 0, 0, 0, 0, List.of(), 0, 0, Optional.of(why));
  }

  /// One message that had no fate.
  ///
  /// @param messageId may be empty
  /// @param trouble why it could not be taken; empty if it was, now
  public record Missed(long uid, String messageId, Optional<Reason> trouble) {}
}

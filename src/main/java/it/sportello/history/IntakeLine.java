package it.sportello.history;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.mail.MailKey;
import it.sportello.mail.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One line of the intake log: a message that was taken, and what became of it.
///
/// @param sequence of the journal entry with its first fate: names the line for ever
/// @param at when it was taken
/// @param from the author as the message names them; may be empty
/// @param fate code of [it.sportello.desk.MailEvent.Fate]: the last one
/// @param contact the contact it became or belongs to
/// @param reasons none for an ordinary message
/// @param reconsideredAt when it was last looked at again
public record IntakeLine(
    long sequence,
    Instant at,
    MailKey key,
    Sha256 raw,
    long sizeBytes,
    String from,
    String subject,
    String messageId,
    String fate,
    Optional<ContactId> contact,
    List<Reason> reasons,
    Optional<Instant> reconsideredAt) {
  public IntakeLine {
    reasons = List.copyOf(reasons);
  }

  /// The reasons in English; empty for an ordinary message.
  public String reason() {
    return Reason.words(reasons);
  }

  /// The code of messages that could not be read.
  public static final String FAILED = "failed";

  /// Whether it could not be read.
  public boolean isFailed() {
    return fate.equals(FAILED);
  }

  /// Whether it may end otherwise when it is looked at again: it could not be read, or its proof
  /// did not hold, which other trust anchors can change.
  public boolean isOpen() {
    return isFailed() || fate.equals("unproven");
  }
}

package it.sportello.desk;

import it.sportello.base.Coded;
import it.sportello.base.CustomerId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;

/// What a citizen who wrote by mail is told at once, if anything.
///
/// Composed and durable before the desk hears of the message: whether it leaves is decided together
/// with the contact.
public sealed interface Acknowledgement {
  /// The mailbox acknowledges nothing.
  record None() implements Acknowledgement {}

  /// The mailbox acknowledges, but not this message.
  record Unwanted(Why why) implements Acknowledgement {}

  /// A message that can leave.
  ///
  /// @param raw the composed message, durable in the raw store
  /// @param to whom it goes
  /// @param correspondent stands for that address in counts: the same for all its spellings
  /// @param perCorrespondent how many one correspondent may get in 24 hours
  /// @param perMailbox how many the mailbox may send in 24 hours
  record Written(
      OutboxId outbox,
      Sha256 raw,
      String messageId,
      String from,
      String to,
      String subject,
      String text,
      CustomerId correspondent,
      int perCorrespondent,
      int perMailbox)
      implements Acknowledgement {}

  /// Why a new request is not acknowledged.
  enum Why implements Coded {
    /// It names no address that can be written to.
    NO_ADDRESS("no-address", "it names no address to write to"),
    /// Its address says that nobody reads there.
    NO_REPLY("no-reply", "nobody reads at its address"),
    /// It comes from one of our own mailboxes.
    OWN_ADDRESS("own-address", "it comes from an address of ours"),
    /// A filter marked it as spam: its sender is probably forged.
    SPAM("spam", "it is marked as spam"),
    /// Ordinary mail in a certified mailbox, or none that we understand.
    UNCERTIFIED("uncertified", "it is not certified mail"),
    /// Its correspondent had as many as they may have: perhaps a machine that answers.
    CORRESPONDENT("correspondent-limit", "its address had as many as it may in a day"),
    /// The mailbox sent as many as it may.
    MAILBOX("mailbox-limit", "the mailbox sent as many as it may in a day");

    private final String code;
    private final String words;

    Why(String code, String words) {
      this.code = code;
      this.words = words;
    }

    @Override
    public String code() {
      return code;
    }

    /// For the intake log.
    String words() {
      return words;
    }
  }
}

package it.sportello.desk;

import it.sportello.base.Coded;
import it.sportello.base.CustomerId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.mail.Reason;

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
    NO_ADDRESS("no-address", Reason.Code.UNANSWERED_NO_ADDRESS),
    /// Its address says that nobody reads there.
    NO_REPLY("no-reply", Reason.Code.UNANSWERED_NO_REPLY),
    /// It comes from one of our own mailboxes.
    OWN_ADDRESS("own-address", Reason.Code.UNANSWERED_OWN_ADDRESS),
    /// A filter marked it as spam: its sender is probably forged.
    SPAM("spam", Reason.Code.UNANSWERED_SPAM),
    /// Ordinary mail in a certified mailbox, or none that we understand.
    UNCERTIFIED("uncertified", Reason.Code.UNANSWERED_UNCERTIFIED),
    /// Registered mail, which we do not interpret: it may be a machine's report.
    REM("rem", Reason.Code.UNANSWERED_REM),
    /// Its correspondent had as many as they may have: perhaps a machine that answers.
    CORRESPONDENT("correspondent-limit", Reason.Code.UNANSWERED_CORRESPONDENT),
    /// The mailbox sent as many as it may.
    MAILBOX("mailbox-limit", Reason.Code.UNANSWERED_MAILBOX);

    private final String code;
    private final Reason.Code said;

    Why(String code, Reason.Code said) {
      this.code = code;
      this.said = said;
    }

    @Override
    public String code() {
      return code;
    }

    /// As a sentence of the intake log.
    Reason.Code said() {
      return said;
    }
  }
}

package it.sportello.mail;

import it.sportello.base.Sha256;
import java.time.Instant;

/// A message taken from a mailbox, its bytes already durable in the raw store.
///
/// @param raw names the bytes exactly as the server gave them
/// @param receivedAt the server's INTERNALDATE, or the time of fetching if it has none
public record InboundMail(
    MailKey key, Sha256 raw, long sizeBytes, Instant receivedAt, Content content) {

  /// What could be made of the bytes.
  public sealed interface Content {
    /// It could be read.
    record Understood(ParsedMail mail) implements Content {}

    /// It could not be read, or is over a limit; kept whole, listed with this reason, can be
    /// processed again.
    record NotUnderstood(Reason why) implements Content {
      /// In English, for logs.
      public String reason() {
        return why.words();
      }
    }
  }
}

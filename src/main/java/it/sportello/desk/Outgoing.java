package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import java.time.Instant;
import java.util.List;

/// A message that has to leave.
///
/// @param sender the mailbox's address: whose account sends
/// @param n the message's number within its contact
/// @param attempts how often it was tried in vain
/// @param dueAt when to try next
/// @param leaving whether an attempt from a certified mailbox has begun, and nothing was heard of
///   it
public record Outgoing(
    OutboxId id,
    ContactId contact,
    int n,
    String sender,
    List<String> recipients,
    Sha256 raw,
    int attempts,
    Instant dueAt,
    boolean leaving) {
  public Outgoing {
    recipients = List.copyOf(recipients);
  }

  Outgoing leaving(boolean now) {
    return new Outgoing(id, contact, n, sender, recipients, raw, attempts, dueAt, now);
  }
}

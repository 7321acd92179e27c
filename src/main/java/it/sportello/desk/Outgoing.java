package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /// The message that has to leave because of this event, if one has to.
  static Optional<Outgoing> begun(ContactEvent event, Instant at) {
    return switch (event) {
      case ContactEvent.MessageWritten e -> {
        var recipients = new ArrayList<>(e.to());
        recipients.addAll(e.cc());
        yield Optional.of(
            new Outgoing(e.outbox(), e.id(), e.n(), e.from(), recipients, e.raw(), 0, at, false));
      }
      case ContactEvent.MessageForwarded e -> {
        var recipients = new ArrayList<>(e.to());
        recipients.addAll(e.cc());
        yield Optional.of(
            new Outgoing(e.outbox(), e.id(), e.n(), e.from(), recipients, e.raw(), 0, at, false));
      }
      case ContactEvent.Acknowledged e ->
          Optional.of(
              new Outgoing(
                  e.outbox(), e.id(), e.n(), e.from(), List.of(e.to()), e.raw(), 0, at, false));
      default -> Optional.empty();
    };
  }

  Outgoing leaving(boolean now) {
    return new Outgoing(id, contact, n, sender, recipients, raw, attempts, dueAt, now);
  }
}

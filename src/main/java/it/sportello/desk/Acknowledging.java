package it.sportello.desk;

import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Acknowledgement.None;
import it.sportello.desk.Acknowledgement.Unwanted;
import it.sportello.desk.Acknowledgement.Why;
import it.sportello.desk.Acknowledgement.Written;
import java.util.List;
import java.util.Optional;

/// Tells whoever begins a contact by mail that it was received, unless that could go on for ever.
final class Acknowledging {
  private Acknowledging() {}

  /// Why a message that begins a contact is not acknowledged; empty if it is, or if its mailbox
  /// never does.
  static Optional<Why> refusal(Command.TakeMail c, Turn turn) {
    return switch (c.acknowledgement()) {
      case None _ -> Optional.empty();
      case Unwanted unwanted -> Optional.of(unwanted.why());
      case Written written -> limit(written, c.mail().key().mailbox(), turn);
    };
  }

  private static Optional<Why> limit(Written written, String mailbox, Turn turn) {
    AutoAnswers sent = turn.state.autoAnswers(mailbox);
    if (sent.count(written.correspondent(), turn.now) >= written.perCorrespondent()) {
      return Optional.of(Why.CORRESPONDENT);
    }
    return sent.count(turn.now) >= written.perMailbox()
        ? Optional.of(Why.MAILBOX)
        : Optional.empty();
  }

  /// Acknowledges the message that has just begun a contact, or records why not.
  ///
  /// @param refusal as of [#refusal]
  static void answer(Contact contact, Command.TakeMail c, Optional<Why> refusal, Turn turn) {
    String mailbox = c.mail().key().mailbox();
    if (refusal.isPresent()) {
      turn.happened(new MailEvent.NotAcknowledged(contact.id(), mailbox, refusal.get()));
    } else if (c.acknowledgement() instanceof Written w) {
      int n = contact.messages() + 1;
      turn.happened(
          new ContactEvent.Acknowledged(
              contact.id(),
              n,
              w.outbox(),
              w.raw(),
              w.messageId(),
              w.from(),
              w.to(),
              w.subject(),
              w.text()));
      turn.happened(new MailEvent.AutoAnswered(mailbox, w.correspondent()));
      Dispatches.written(contact.id(), n, w.from(), List.of(w.to()), turn);
      turn.act(new Effect.Send(turn.state.outbox.get(w.outbox()).orElseThrow()));
    }
  }
}

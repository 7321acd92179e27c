package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.ParsedMail;
import java.util.Optional;

/// Writes down what becomes of one message: the first time, or when it is looked at again.
sealed interface Fates {
  /// Records the fate.
  ///
  /// @param reason in an administrator's words; empty for an ordinary message
  void record(Fate fate, Optional<ContactId> contact, String reason, Turn turn);

  /// A message that was just found.
  ///
  /// @param remark stands before the reason; may be empty
  record First(InboundMail mail, String remark) implements Fates {
    @Override
    public void record(Fate fate, Optional<ContactId> contact, String reason, Turn turn) {
      Optional<ParsedMail> said = said(mail);
      String both = remark.isEmpty() || reason.isEmpty() ? remark + reason : remark + "; " + reason;
      turn.happened(
          new MailEvent.Taken(
              mail.key(),
              mail.raw(),
              mail.sizeBytes(),
              fate,
              contact,
              both,
              said.map(m -> m.from().toString()).orElse(""),
              said.map(ParsedMail::subject).orElse(""),
              said.map(ParsedMail::messageId).orElse("")));
    }
  }

  /// A message that could not be read at first.
  record Later(Command.RetakeMail command) implements Fates {
    @Override
    public void record(Fate fate, Optional<ContactId> contact, String reason, Turn turn) {
      InboundMail mail = command.mail().mail();
      Optional<ParsedMail> said = said(mail);
      turn.happened(
          new MailEvent.Reconsidered(
              mail.key(),
              command.taken(),
              command.by(),
              fate,
              contact,
              reason,
              said.map(m -> m.from().toString()).orElse(""),
              said.map(ParsedMail::subject).orElse(""),
              said.map(ParsedMail::messageId).orElse("")));
    }
  }

  private static Optional<ParsedMail> said(InboundMail mail) {
    return mail.content() instanceof Understood understood
        ? Optional.of(understood.mail())
        : Optional.empty();
  }
}

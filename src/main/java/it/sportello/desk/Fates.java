package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes down what becomes of one message: the first time, or when it is looked at again.
sealed interface Fates {
  /// Records the fate.
  ///
  /// @param reasons none for an ordinary message
  void record(Fate fate, Optional<ContactId> contact, List<Reason> reasons, Turn turn);

  /// A message that was just found.
  ///
  /// @param first stands before the reasons
  record First(InboundMail mail, List<Reason> first) implements Fates {
    @Override
    public void record(Fate fate, Optional<ContactId> contact, List<Reason> reasons, Turn turn) {
      Optional<ParsedMail> said = said(mail);
      List<Reason> all = Stream.concat(first.stream(), reasons.stream()).toList();
      turn.happened(
          new MailEvent.Taken(
              mail.key(),
              mail.raw(),
              mail.sizeBytes(),
              fate,
              contact,
              "",
              said.map(m -> m.from().toString()).orElse(""),
              said.map(ParsedMail::subject).orElse(""),
              said.map(ParsedMail::messageId).orElse(""),
              all));
    }
  }

  /// A message that could not be read at first.
  record Later(Command.RetakeMail command) implements Fates {
    @Override
    public void record(Fate fate, Optional<ContactId> contact, List<Reason> reasons, Turn turn) {
      InboundMail mail = command.mail().mail();
      Optional<ParsedMail> said = said(mail);
      turn.happened(
          new MailEvent.Reconsidered(
              mail.key(),
              command.taken(),
              command.by(),
              fate,
              contact,
              "",
              said.map(m -> m.from().toString()).orElse(""),
              said.map(ParsedMail::subject).orElse(""),
              said.map(ParsedMail::messageId).orElse(""),
              reasons));
    }
  }

  private static Optional<ParsedMail> said(InboundMail mail) {
    return mail.content() instanceof Understood understood
        ? Optional.of(understood.mail())
        : Optional.empty();
  }
}

package it.sportello.web.api;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.desk.Command;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryStore;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailRefused;
import it.sportello.mail.PreparedFile;
import it.sportello.web.api.Letters.Letter;
import it.sportello.web.server.RequestRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Writes an operator's words as a message: composed and durable before the desk hears of it.
public final class Answers {
  /// What an operator writes.
  ///
  /// @param language of the signature
  /// @param files what goes with it
  public record Words(String text, List<String> cc, String language, List<PreparedFile> files) {}

  private final HistoryStore history;
  private final Letters letters;
  private final Function<ContactHistory, Optional<MailAddress>> senders;
  private final Signer signer;
  private final Ids ids;

  /// @param letters writes the message's bytes
  /// @param senders the mailbox that answers for a contact; empty if there is none
  /// @param signer says what stands below
  public Answers(
      HistoryStore history,
      Letters letters,
      Function<ContactHistory, Optional<MailAddress>> senders,
      Signer signer,
      Ids ids) {
    this.history = history;
    this.letters = letters;
    this.senders = senders;
    this.signer = signer;
    this.ids = ids;
  }

  /// Composes an answer to the customer's last message and stores its bytes.
  ///
  /// @throws RequestRefused if it cannot be addressed
  public Command.Answer write(OperatorId operator, ContactId id, Words words)
      throws IOException, MailRefused {
    ContactHistory contact = contact(history, id);
    String to = Recipients.checked("address", contact.address());
    MailAddress from = sender(senders, contact);
    List<String> copies = Recipients.checked("cc", words.cc());
    String text = signer.signed(words.text(), contact, operator, words.language());
    var composition =
        new Composition(
            id,
            from,
            List.of(new MailAddress(contact.name(), to)),
            copies.stream().map(a -> new MailAddress("", a)).toList(),
            subject(contact),
            text,
            lastReceived(contact).map(Message::messageId).orElse(""),
            references(contact),
            false);
    Letter letter = letters.write(contact.channel() == Channel.PEC, composition, words.files());
    return new Command.Answer(
        operator,
        id,
        new OutboxId(ids.next()),
        letter.raw(),
        letter.messageId(),
        from.address(),
        List.of(to),
        copies,
        composition.subject(),
        text,
        letter.attachments());
  }

  static ContactHistory contact(HistoryStore history, ContactId id) {
    return history
        .contact(id)
        .orElseThrow(() -> new RequestRefused(404, "no-such-contact", "contact " + id));
  }

  static Message message(ContactHistory contact, int n) {
    return contact.messages().stream()
        .filter(m -> m.n() == n)
        .findFirst()
        .orElseThrow(() -> new RequestRefused(404, "no-such-message", "message " + n));
  }

  static MailAddress sender(
      Function<ContactHistory, Optional<MailAddress>> senders, ContactHistory contact) {
    return senders
        .apply(contact)
        .orElseThrow(
            () -> new RequestRefused(409, "no-mailbox", "there is no mailbox to answer from"));
  }

  /// The message an answer answers: the customer's last one, whoever else wrote since.
  static Optional<Message> lastReceived(ContactHistory contact) {
    return contact.messages().reversed().stream()
        .filter(m -> m.incoming() && m.isWithCustomer())
        .findFirst();
  }

  /// What others were asked and said is no part of the customer's thread.
  private static List<String> references(ContactHistory contact) {
    var ids = new ArrayList<String>();
    for (Message message : contact.messages()) {
      if (message.isWithCustomer()
          && !message.messageId().isEmpty()
          && !ids.contains(message.messageId())) {
        ids.add(message.messageId());
      }
    }
    return ids;
  }

  private static String subject(ContactHistory contact) {
    String subject =
        lastReceived(contact)
            .map(Message::subject)
            .filter(s -> !s.isBlank())
            .orElse(contact.subject());
    if (subject.isBlank()) {
      subject = "La sua richiesta " + contact.code();
    }
    return subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject;
  }
}

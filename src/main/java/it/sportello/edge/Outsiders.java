package it.sportello.edge;

import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells who wrote into a contact without being its customer: whoever answers what was forwarded.
final class Outsiders {
  private Outsiders() {}

  /// Whether a message in a contact's thread comes from somebody that it was forwarded to: it
  /// answers a forward, or what came back from one, or its author is one who got a forward. What
  /// the customer wrote is never that.
  static boolean wrote(ContactHistory contact, ParsedMail mail) {
    String author = mail.from().address();
    if (author.equalsIgnoreCase(contact.address()) || hasWrittenAsCustomer(contact, author)) {
      return false;
    }
    return answered(contact, mail).map(m -> !m.isWithCustomer()).orElse(false)
        || contact.messages().stream()
            .filter(m -> m.role().equals(Message.FORWARD))
            .flatMap(m -> Stream.concat(m.to().stream(), m.cc().stream()))
            .anyMatch(author::equalsIgnoreCase);
  }

  private static boolean hasWrittenAsCustomer(ContactHistory contact, String author) {
    return contact.messages().stream()
        .filter(m -> m.incoming() && m.isWithCustomer())
        .anyMatch(m -> MailAddress.parse(m.from()).address().equalsIgnoreCase(author));
  }

  /// The nearest message of the contact that it answers.
  private static Optional<Message> answered(ContactHistory contact, ParsedMail mail) {
    List<String> nearest = new ArrayList<>(mail.inReplyTo());
    nearest.addAll(mail.references().reversed());
    return nearest.stream()
        .flatMap(id -> contact.messages().stream().filter(m -> m.ids().contains(id)))
        .findFirst();
  }
}

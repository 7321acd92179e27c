package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.desk.Command.SentMessage;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryStore;
import it.sportello.mail.ParsedMail.Bounce;
import it.sportello.mail.Pec;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the message of ours that a bounce or a receipt is about.
final class SentMessages {
  /// How many contacts of an address are looked at where a bounce names no message.
  private static final int MOST_CONTACTS = 10;

  private final HistoryStore history;
  private final Function<String, Optional<ContactId>> tokens;

  /// @param tokens the contact signed into a Message-ID of ours
  SentMessages(HistoryStore history, Function<String, Optional<ContactId>> tokens) {
    this.history = history;
    this.tokens = tokens;
  }

  /// The message it names by its id; where it names none, the last one that went to its recipient.
  Optional<SentMessage> message(Bounce bounce) {
    String id = bounce.originalMessageId();
    return id.isEmpty() ? byRecipient(bounce.recipient()) : byId(id, _ -> true);
  }

  /// The message it names by the id we gave it, else by the one the provider gave it. A receipt for
  /// what somebody else sent under an id of ours is about none.
  Optional<SentMessage> message(Pec receipt) {
    Predicate<Message> ours =
        m -> receipt.sender().isEmpty() || receipt.sender().equalsIgnoreCase(m.from());
    return Stream.of(receipt.msgid(), receipt.certifiedId())
        .filter(id -> !id.isEmpty())
        .flatMap(id -> byId(id, ours).stream())
        .findFirst();
  }

  private Optional<SentMessage> byId(String id, Predicate<Message> fits) {
    return tokens
        .apply(id)
        .or(() -> history.byMessageId(id))
        .flatMap(history::contact)
        .flatMap(
            contact ->
                sent(contact)
                    .filter(m -> m.ids().contains(id))
                    .filter(fits)
                    .findFirst()
                    .map(m -> new SentMessage(contact.id(), m.n())));
  }

  private Optional<SentMessage> byRecipient(String recipient) {
    record Found(ContactHistory contact, Message message) {}
    return history.byAddress(recipient, MOST_CONTACTS).stream()
        .flatMap(c -> sent(c).filter(m -> goesTo(m, recipient)).map(m -> new Found(c, m)))
        .max(Comparator.comparing(found -> found.message().at()))
        .map(found -> new SentMessage(found.contact().id(), found.message().n()));
  }

  private static Stream<Message> sent(ContactHistory contact) {
    return contact.messages().stream().filter(m -> !m.incoming());
  }

  private static boolean goesTo(Message message, String recipient) {
    return Stream.concat(message.to().stream(), message.cc().stream())
        .anyMatch(recipient::equalsIgnoreCase);
  }
}

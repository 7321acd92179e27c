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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Writes a message that passes one of a contact on to somebody else. It begins a thread of its
/// own, so that the customer's ids do not go there; its Message-ID carries the contact all the
/// same.
public final class Forwards {
  /// What an operator writes.
  ///
  /// @param of the number of the message that is passed on
  /// @param text may be blank
  /// @param quote whether the message's text stands below
  /// @param files what goes with it
  public record Words(
      int of,
      List<String> to,
      List<String> cc,
      String text,
      boolean quote,
      String language,
      List<PreparedFile> files) {}

  private final HistoryStore history;
  private final Letters letters;
  private final Function<ContactHistory, Optional<MailAddress>> senders;
  private final Predicate<String> ours;
  private final Signer signer;
  private final Ids ids;
  private final ZoneId zone;

  /// @param letters writes the message's bytes
  /// @param senders the mailbox that writes for a contact; empty if there is none
  /// @param ours whether an address is one of our mailboxes
  /// @param zone whose clock dates what is quoted
  public Forwards(
      HistoryStore history,
      Letters letters,
      Function<ContactHistory, Optional<MailAddress>> senders,
      Predicate<String> ours,
      Signer signer,
      Ids ids,
      ZoneId zone) {
    this.history = history;
    this.letters = letters;
    this.senders = senders;
    this.ours = ours;
    this.signer = signer;
    this.ids = ids;
    this.zone = zone;
  }

  /// Composes it and stores its bytes.
  ///
  /// @throws RequestRefused if it cannot be addressed, or there is no such message
  public Command.ForwardMessage write(OperatorId operator, ContactId id, Words words)
      throws IOException, MailRefused {
    ContactHistory contact = Answers.contact(history, id);
    Message message = Answers.message(contact, words.of());
    List<String> to = Recipients.checked("to", words.to());
    List<String> cc = Recipients.checked("cc", words.cc());
    if (to.isEmpty()) {
      throw new RequestRefused(400, "no-address", "to: nobody (expected: a mail address)");
    }
    Stream.concat(to.stream(), cc.stream()).forEach(address -> checkOutside(address, contact));
    MailAddress from = Answers.sender(senders, contact);
    String text = text(contact, message, operator, words);
    var composition =
        new Composition(
            id,
            from,
            addresses(to),
            addresses(cc),
            subject(message, contact, words.language()),
            text,
            "",
            List.of(),
            false);
    Letter letter = letters.write(contact.channel() == Channel.PEC, composition, words.files());
    return new Command.ForwardMessage(
        operator,
        id,
        message.n(),
        new OutboxId(ids.next()),
        letter.raw(),
        letter.messageId(),
        from.address(),
        to,
        cc,
        composition.subject(),
        text,
        letter.attachments());
  }

  private void checkOutside(String address, ContactHistory contact) {
    if (ours.test(address)) {
      throw new RequestRefused(
          400, "own-address", address + " is a mailbox of ours (expected: an address outside)");
    }
    if (address.equalsIgnoreCase(contact.address())) {
      throw new RequestRefused(
          400, "customers-address", address + " is who the contact is with: answer instead");
    }
  }

  private String text(ContactHistory contact, Message message, OperatorId operator, Words words) {
    String signed = signer.signed(words.text(), contact, operator, words.language()).stripLeading();
    return words.quote() ? signed + "\n\n" + quoted(message, words.language()) : signed;
  }

  /// The usual block, by which programs and people know a forwarded message.
  private String quoted(Message message, String language) {
    boolean english = language.equals("en");
    var text = new StringBuilder();
    text.append(
        english
            ? "---------- Forwarded message ----------\n"
            : "---------- Messaggio inoltrato ----------\n");
    line(english ? "From" : "Da", message.from(), text);
    line(
        english ? "Date" : "Data",
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(Locale.of(language))
            .format(message.at().atZone(zone)),
        text);
    line(english ? "Subject" : "Oggetto", message.subject(), text);
    line(english ? "To" : "A", String.join(", ", message.to()), text);
    line("Cc", String.join(", ", message.cc()), text);
    return text.append('\n').append(message.text()).toString();
  }

  private static void line(String name, String value, StringBuilder text) {
    if (!value.isBlank()) {
      text.append(name).append(": ").append(value.replaceAll("\\p{Cntrl}+", " ")).append('\n');
    }
  }

  private static String subject(Message message, ContactHistory contact, String language) {
    String start = language.equals("en") ? "Fwd: " : "I: ";
    String subject = message.subject().isBlank() ? contact.subject() : message.subject();
    String named = subject.isBlank() ? contact.code() : subject;
    return named.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT))
        ? named
        : start + named;
  }

  private static List<MailAddress> addresses(List<String> addresses) {
    return addresses.stream().map(a -> new MailAddress("", a)).toList();
  }
}

package it.sportello.web.api;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.Ids;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.Command;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryStore;
import it.sportello.journal.RawStore;
import it.sportello.mail.Attached;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailRefused;
import it.sportello.mail.PreparedFile;
import it.sportello.web.server.RequestRefused;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Writes an operator's words as a message: composed and durable before the desk hears of it.
public final class Answers {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,255}");
  private static final int MAX_CC = 20;

  /// RFC 6109 §3.1.1: size times recipients of a certified message.
  private static final long MAX_CERTIFIED = 30_000_000;

  /// More than the files of any configuration take in a message: a guard, not a rule.
  private static final long MAX_MESSAGE = 256L << 20;

  /// Writes a message's bytes.
  @FunctionalInterface
  public interface Composer {
    /// Writes one message.
    ///
    /// @throws MailRefused if no message can be made of it
    Composed compose(Composition composition) throws MailRefused;
  }

  /// What an operator writes.
  ///
  /// @param language of the signature
  /// @param files what goes with it
  public record Words(String text, List<String> cc, String language, List<PreparedFile> files) {}

  private final HistoryStore history;
  private final RawStore raw;
  private final Composer composer;
  private final Function<ContactHistory, Optional<MailAddress>> senders;
  private final Preparations preparations;
  private final Signer signer;
  private final Ids ids;

  /// @param composer writes the message's bytes
  /// @param senders the mailbox that answers for a contact; empty if there is none
  /// @param preparations where the files are
  /// @param signer says what stands below
  public Answers(
      HistoryStore history,
      RawStore raw,
      Composer composer,
      Function<ContactHistory, Optional<MailAddress>> senders,
      Preparations preparations,
      Signer signer,
      Ids ids) {
    this.history = history;
    this.raw = raw;
    this.composer = composer;
    this.senders = senders;
    this.preparations = preparations;
    this.signer = signer;
    this.ids = ids;
  }

  /// Composes an answer to the customer's last message and stores its bytes.
  ///
  /// @throws RequestRefused if it cannot be addressed
  public Command.Answer write(
      OperatorId operator, ContactId id, Words words)
      throws IOException, MailRefused {
    ContactHistory contact =
        history
            .contact(id)
            .orElseThrow(() -> new RequestRefused(404, "no-such-contact", "contact " + id));
    String to = address(contact.address(), "address");
    MailAddress from =
        senders
            .apply(contact)
            .orElseThrow(
                () -> new RequestRefused(409, "no-mailbox", "there is no mailbox to answer from"));
    List<String> copies = checked(words.cc());
    String text = signer.signed(words.text(), contact, operator, words.language());
    Composition composition =
        new Composition(
            id,
            from,
            List.of(new MailAddress(contact.name(), to)),
            copies.stream().map(a -> new MailAddress("", a)).toList(),
            subject(contact),
            text,
            lastReceived(contact).map(Message::messageId).orElse(""),
            references(contact),
            false,
            attached(id, words.files()));
    Composed composed = composer.compose(composition);
    if (contact.channel() == Channel.PEC) {
      checkSize(composed, 1 + copies.size());
    }
    List<Attachment> attachments = kept(id, words.files());
    Sha256 name = raw.write(composed::writeTo, MAX_MESSAGE);
    return new Command.Answer(
        operator,
        id,
        new OutboxId(ids.next()),
        name,
        composed.messageId(),
        from.address(),
        List.of(to),
        copies,
        composition.subject(),
        text,
        attachments);
  }

  private List<Attached> attached(ContactId contact, List<PreparedFile> files) {
    return files.stream()
        .map(f -> new Attached(f.name(), f.type(), () -> preparations.open(contact, f)))
        .toList();
  }

  /// Files leave the workbench when they are sent; what was sent is kept for ever, and can be read
  /// without taking the message apart.
  private List<Attachment> kept(ContactId contact, List<PreparedFile> files) throws IOException {
    var attachments = new ArrayList<Attachment>();
    for (PreparedFile file : files) {
      try (InputStream bytes = preparations.open(contact, file)) {
        Sha256 name = raw.put(bytes, file.sizeBytes());
        attachments.add(
            new Attachment(
                attachments.size(), file.name(), file.type(), file.sizeBytes(), Optional.of(name)));
      }
    }
    return attachments;
  }

  private static void checkSize(Composed composed, int recipients) throws IOException {
    long bytes = composed.sizeBytes() * recipients;
    if (bytes > MAX_CERTIFIED) {
      throw new RequestRefused(
          409,
          "pec-too-large",
          (bytes + 999_999) / 1_000_000
              + " MB: size of the message times its "
              + recipients
              + " recipients (expected: at most "
              + MAX_CERTIFIED / 1_000_000
              + " MB)");
    }
  }

  private static Optional<Message> lastReceived(ContactHistory contact) {
    return contact.messages().reversed().stream().filter(Message::incoming).findFirst();
  }

  private static List<String> references(ContactHistory contact) {
    var ids = new ArrayList<String>();
    for (Message message : contact.messages()) {
      if (!message.messageId().isEmpty() && !ids.contains(message.messageId())) {
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

  private static List<String> checked(List<String> cc) {
    if (cc.size() > MAX_CC) {
      throw new RequestRefused(
          400, "too-long", "cc: " + cc.size() + " (expected: at most " + MAX_CC + ")");
    }
    return cc.stream().map(a -> address(a, "cc")).toList();
  }

  private static String address(String text, String member) {
    if (!ADDRESS.matcher(text).matches()) {
      throw new RequestRefused(
          400, "no-address", member + ": \"" + text + "\" (expected: a mail address)");
    }
    return text;
  }
}

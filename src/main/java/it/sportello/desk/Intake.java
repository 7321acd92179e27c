package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.Command.ClosedContact;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.ParsedMail;
import java.util.List;
import java.util.Optional;

/// Takes in what citizens write: forms and mail. Every message gets exactly one fate.
final class Intake {
  /// Longest text that goes into the journal; the raw message keeps the rest. Signs.
  private static final int MAX_TEXT = 200_000;

  private Intake() {}

  static void form(Command.SubmitForm c, Turn turn) throws Turn.Refusal {
    if (turn.state.contacts.get(c.contact()).isPresent()) {
      return;
    }
    turn.happened(
        new ContactEvent.Arrived(
            c.contact(),
            Channel.FORM,
            c.customer(),
            c.code(),
            "form",
            Optional.empty(),
            c.name(),
            c.address(),
            c.subject()));
    Queueing.require(c.contact(), c.needs(), turn);
    turn.happened(
        new ContactEvent.MessageReceived(
            c.contact(),
            1,
            Optional.empty(),
            "",
            c.address(),
            List.of(),
            List.of(),
            c.subject(),
            c.text(),
            c.attachments()));
    Queueing.enqueue(turn.contact(c.contact()), c.queue(), turn);
  }

  static void mail(Command.TakeMail c, Turn turn) throws Turn.Refusal {
    if (isBehindCursor(c.mail().key(), turn)) {
      return;
    }
    if (c.known()) {
      taken(c, Fate.KNOWN, Optional.empty(), "the same bytes were taken before", turn);
      return;
    }
    switch (c.mail().content()) {
      case NotUnderstood content -> {
        taken(c, Fate.CONTACT, Optional.of(c.fresh()), content.reason(), turn);
        begin(c, unreadable(content), turn);
      }
      case Understood content -> understood(c, content.mail(), turn);
    }
  }

  private static void understood(Command.TakeMail c, ParsedMail mail, Turn turn)
      throws Turn.Refusal {
    Optional<String> automatic =
        mail.autoReply().or(() -> mail.bounce().map(b -> "bounce: " + b.recipient()));
    Optional<Contact> open = c.thread().flatMap(turn.state.contacts::get);
    if (open.isPresent()) {
      taken(c, Fate.FOLLOW_UP, c.thread(), automatic.orElse(""), turn);
      received(open.get(), c, mail, turn);
    } else if (automatic.isPresent()) {
      taken(c, Fate.IGNORED, c.thread(), automatic.get(), turn);
    } else if (c.closed().filter(closed -> mayReopen(closed, turn)).isPresent()) {
      taken(c, Fate.FOLLOW_UP, c.thread(), "", turn);
      reopen(c.closed().get(), c, mail, turn);
    } else {
      taken(c, Fate.CONTACT, Optional.of(c.fresh()), String.join("; ", mail.problems()), turn);
      begin(c, mail, turn);
    }
  }

  private static boolean isBehindCursor(MailKey key, Turn turn) {
    Optional<MailCursor> cursor = turn.state.cursors.get(DeskState.Folder.of(key));
    return cursor
        .filter(at -> at.uidValidity() == key.uidValidity() && key.uid() <= at.lastUid())
        .isPresent();
  }

  private static boolean mayReopen(ClosedContact closed, Turn turn) {
    return turn.now.isBefore(closed.closedAt().plus(turn.rules.reopenWithin()));
  }

  private static void taken(
      Command.TakeMail c, Fate fate, Optional<ContactId> contact, String reason, Turn turn) {
    InboundMail mail = c.mail();
    turn.happened(
        new MailEvent.Taken(mail.key(), mail.raw(), mail.sizeBytes(), fate, contact, reason));
  }

  private static void begin(Command.TakeMail c, ParsedMail mail, Turn turn) throws Turn.Refusal {
    turn.happened(
        new ContactEvent.Arrived(
            c.fresh(),
            Channel.EMAIL,
            c.customer(),
            c.code(),
            c.mail().key().mailbox(),
            Optional.empty(),
            mail.from().name(),
            answerTo(mail),
            mail.subject()));
    Queueing.require(c.fresh(), c.needs(), turn);
    received(turn.contact(c.fresh()), c, mail, turn);
    Queueing.enqueue(turn.contact(c.fresh()), c.queue(), turn);
  }

  private static void reopen(ClosedContact closed, Command.TakeMail c, ParsedMail mail, Turn turn)
      throws Turn.Refusal {
    turn.happened(
        new ContactEvent.Reopened(
            closed.id(),
            closed.channel(),
            closed.customer(),
            closed.code(),
            closed.queue(),
            closed.messages(),
            closed.arrivedAt(),
            closed.name(),
            closed.address(),
            closed.subject()));
    received(turn.contact(closed.id()), c, mail, turn);
    Contact contact = turn.contact(closed.id());
    var queue = turn.rules.queue(closed.queue());
    turn.happened(
        new ContactEvent.Queued(
            contact.id(),
            queue.id(),
            Queueing.priority(contact, queue),
            Queueing.deadline(contact, queue, turn),
            Because.WROTE_AGAIN,
            Optional.empty()));
  }

  private static void received(Contact contact, Command.TakeMail c, ParsedMail mail, Turn turn) {
    turn.happened(
        new ContactEvent.MessageReceived(
            contact.id(),
            contact.messages() + 1,
            Optional.of(c.mail().raw()),
            mail.messageId(),
            mail.from().toString(),
            mail.to().stream().map(MailAddress::toString).toList(),
            mail.cc().stream().map(MailAddress::toString).toList(),
            mail.subject(),
            mail.text().length() > MAX_TEXT ? mail.text().substring(0, MAX_TEXT) : mail.text(),
            mail.attachments().stream()
                .map(
                    a ->
                        new Attachment(
                            a.part(), a.name(), a.type(), a.sizeBytes(), Optional.empty()))
                .toList()));
  }

  private static String answerTo(ParsedMail mail) {
    return mail.replyTo().isEmpty() ? mail.from().address() : mail.replyTo().getFirst().address();
  }

  /// Stands for a message that could not be read, so that a person sees it and its raw bytes all
  /// the same.
  private static ParsedMail unreadable(NotUnderstood content) {
    return new ParsedMail(
        "",
        List.of(),
        List.of(),
        new MailAddress("", ""),
        List.of(),
        List.of(),
        List.of(),
        "(messaggio non leggibile)",
        Optional.empty(),
        content.reason(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(content.reason()));
  }
}

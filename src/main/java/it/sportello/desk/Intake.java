package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.desk.Acknowledgement.Why;
import it.sportello.desk.Command.ClosedContact;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.Evidence;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.routing.PriorityRule.Looked;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    Queueing.require(
        c.contact(),
        c.needs(),
        new Looked(Channel.FORM, "form", c.address(), c.subject() + "\n" + c.text()),
        turn);
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
    taken(c, new Fates.First(c.mail(), List.of()), turn);
  }

  static void mails(Command.TakeMails c, Turn turn) throws Turn.Refusal {
    for (Command.TakeMail mail : c.mails()) {
      mail(mail, turn);
    }
  }

  /// Behind the cursor, where nothing is taken otherwise. A folder that was numbered anew meanwhile
  /// is looked at again as a whole.
  static void missed(Command.TakeMail c, Turn turn) throws Turn.Refusal {
    if (isBehindCursor(c.mail().key(), turn)) {
      taken(c, new Fates.First(c.mail(), List.of(Reason.of(Code.RECONCILED))), turn);
    }
  }

  private static void taken(Command.TakeMail c, Fates fates, Turn turn) throws Turn.Refusal {
    if (c.known()) {
      fates.record(Fate.KNOWN, Optional.empty(), List.of(Reason.of(Code.KNOWN_BYTES)), turn);
      return;
    }
    switch (c.mail().content()) {
      case NotUnderstood content -> {
        fates.record(Fate.FAILED, Optional.of(c.fresh()), List.of(content.why()), turn);
        begin(c, unreadable(content), Optional.empty(), turn);
      }
      case Understood content -> understood(c, content.mail(), fates, turn);
    }
  }

  /// What could not be read goes to the contact that stood for it, while that is open.
  static void again(Command.RetakeMail c, Turn turn) throws Turn.Refusal {
    Fates fates = new Fates.Later(c);
    Optional<Contact> open = c.standsFor().flatMap(turn.state.contacts::get);
    switch (c.mail().mail().content()) {
      case NotUnderstood content ->
          fates.record(Fate.FAILED, c.standsFor(), List.of(content.why()), turn);
      case Understood content when open.isPresent() && c.mail().about().isEmpty() -> {
        List<Reason> problems = said(content.mail(), content.mail().problems().stream());
        fates.record(Fate.CONTACT, c.standsFor(), problems, turn);
        received(open.get(), c.mail(), content.mail(), turn);
      }
      case Understood content -> understood(c.mail(), content.mail(), fates, turn);
    }
  }

  private static void understood(Command.TakeMail c, ParsedMail mail, Fates fates, Turn turn)
      throws Turn.Refusal {
    if (mail.bounce().isPresent()) {
      bounced(c, mail.bounce().get(), fates, turn);
      return;
    }
    Optional<Pec> receipt = mail.pec().filter(Pec::isReceipt);
    if (receipt.isPresent()) {
      Receipts.take(c, receipt.get(), fates, turn);
      return;
    }
    boolean rem = mail.pec().filter(Pec::isRem).isPresent();
    if (rem && c.about().isPresent()) {
      Receipts.notInterpreted(c, mail.pec().get(), c.about().get(), fates, turn);
      return;
    }
    Optional<Contact> open = c.thread().flatMap(turn.state.contacts::get);
    if (open.isPresent()) {
      fates.record(Fate.FOLLOW_UP, c.thread(), said(mail, mail.autoReply().stream()), turn);
      received(open.get(), c, mail, turn);
    } else if (mail.autoReply().isPresent() && !rem) {
      fates.record(Fate.IGNORED, c.thread(), List.of(mail.autoReply().get()), turn);
    } else if (c.closed().filter(closed -> c.outsider() || mayReopen(closed, turn)).isPresent()) {
      fates.record(Fate.FOLLOW_UP, c.thread(), said(mail, Stream.empty()), turn);
      reopen(c.closed().get(), c, mail, turn);
    } else {
      Optional<Why> silent = Acknowledging.refusal(c, turn);
      var unanswered = silent.map(why -> Reason.of(why.said())).stream();
      List<Reason> reasons = said(mail, Stream.concat(mail.problems().stream(), unanswered));
      fates.record(Fate.CONTACT, Optional.of(c.fresh()), reasons, turn);
      begin(c, mail, silent, turn);
    }
  }

  /// What the intake log says of a message, with a mark where it is registered mail.
  private static List<Reason> said(ParsedMail mail, Stream<Reason> reasons) {
    return mail.pec().filter(Pec::isRem).isPresent()
        ? Stream.concat(Stream.of(Reason.of(Code.REM)), reasons).toList()
        : reasons.toList();
  }

  /// A bounce is never a message of a contact and begins none; it shows at the message that
  /// bounced.
  private static void bounced(
      Command.TakeMail c, ParsedMail.Bounce bounce, Fates fates, Turn turn) {
    Reason what =
        Reason.of(bounce.permanent() ? Code.BOUNCE_HARD : Code.BOUNCE_SOFT, bounce.status());
    if (c.about().isEmpty()) {
      fates.record(
          Fate.BOUNCE, Optional.empty(), List.of(what, Reason.of(Code.ABOUT_NOTHING)), turn);
      return;
    }
    Command.SentMessage about = c.about().get();
    fates.record(Fate.BOUNCE, Optional.of(about.contact()), List.of(what), turn);
    turn.happened(
        new MailEvent.Bounced(
            about.contact(), about.n(), bounce.recipient(), bounce.status(), bounce.permanent()));
  }

  private static boolean isBehindCursor(MailKey key, Turn turn) {
    Optional<MailCursor> cursor = turn.state.cursors.get(DeskState.Folder.of(key));
    return cursor
        .filter(_ -> key.isInFolder())
        .filter(at -> at.uidValidity() == key.uidValidity() && key.uid() <= at.lastUid())
        .isPresent();
  }

  private static boolean mayReopen(ClosedContact closed, Turn turn) {
    return turn.now.isBefore(closed.closedAt().plus(turn.rules.reopenWithin()));
  }

  /// @param silent why its author is told nothing, although the mailbox would
  private static void begin(Command.TakeMail c, ParsedMail mail, Optional<Why> silent, Turn turn)
      throws Turn.Refusal {
    turn.happened(
        new ContactEvent.Arrived(
            c.fresh(),
            c.channel(),
            c.customer(),
            c.code(),
            c.mail().key().mailbox(),
            Optional.empty(),
            mail.from().name(),
            answerTo(mail),
            mail.subject()));
    Queueing.require(
        c.fresh(),
        c.needs(),
        new Looked(
            c.channel(),
            c.mail().key().mailbox(),
            mail.from().address(),
            mail.subject() + "\n" + mail.text()),
        turn);
    received(turn.contact(c.fresh()), c, mail, turn);
    Acknowledging.answer(turn.contact(c.fresh()), c, silent, turn);
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
            c.outsider() ? Because.OUTSIDER_WROTE : Because.WROTE_AGAIN,
            Optional.empty()));
  }

  private static void received(Contact contact, Command.TakeMail c, ParsedMail mail, Turn turn) {
    int n = contact.messages() + 1;
    turn.happened(
        new ContactEvent.MessageReceived(
            contact.id(),
            n,
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
                .toList(),
            c.outsider()));
    if (c.mail().content() instanceof NotUnderstood content) {
      turn.happened(new MailEvent.Unread(contact.id(), n, List.of(content.why())));
    }
    mail.pec()
        .map(pec -> Evidence.of(pec, c.mail().raw(), turn.now))
        .ifPresent(e -> turn.happened(MailEvent.Certified.of(contact.id(), n, e)));
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
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(content.why()));
  }
}

package it.sportello.history;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Explanation;
import it.sportello.escalation.EscalationEvent;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Line;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.ContactHistory.Note;
import it.sportello.history.ContactHistory.Question;
import it.sportello.history.ContactHistory.Recipient;
import it.sportello.history.ContactHistory.Sound;
import it.sportello.history.ContactHistory.Status;
import it.sportello.journal.Entry;
import it.sportello.mail.Evidence;
import it.sportello.mail.Reason;
import it.sportello.scan.ScannedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A history that is being written on by one entry.
final class Draft {
  private final ContactHistory before;
  private final Entry entry;
  private Optional<QueueId> queue;
  private Optional<Instant> deadline;
  private Status status;
  private List<Message> messages;
  private List<Note> notes;
  private List<Question> questions;
  private List<String> classification;
  private String closingNote;
  private List<Line> lines;
  private List<Leg> legs;
  private String consent;
  private List<Sound> recordings;

  Draft(ContactHistory before, Entry entry) {
    this.before = before;
    this.entry = entry;
    queue = before.queue();
    deadline = before.deadline();
    status = before.status();
    messages = before.messages();
    notes = before.notes();
    questions = before.questions();
    classification = before.classification();
    closingNote = before.closingNote();
    lines = before.lines();
    legs = before.legs();
    consent = before.consent();
    recordings = before.recordings();
  }

  Instant at() {
    return entry.at();
  }

  Draft status(
      String kind, Optional<Instant> until, Optional<OperatorId> operator, String outcome) {
    Status was = status;
    leg(leg -> Legs.spent(leg, was, at()));
    status = new Status(kind, at(), until, operator, outcome);
    return this;
  }

  /// A stay that a customer asked for ends the one before; coming back from the experts goes on
  /// with it, and who overflows keeps the time they have waited.
  Draft queued(ContactEvent.Queued e) {
    if (e.because() == Because.OVERFLOWED || e.because() == Because.MOVED) {
      queue = Optional.of(e.queue());
      return leg(leg -> Legs.moved(leg, e.queue()));
    }
    Leg begun = Legs.begun(e, before.channel(), legs, at());
    if (begun.isOffered()) {
      ended(false);
    }
    queue = Optional.of(e.queue());
    deadline = Optional.of(e.deadline());
    legs = with(legs, begun);
    return this;
  }

  /// Ends every leg that goes on.
  ///
  /// @param abandoned whether the customer left the last one
  Draft ended(boolean abandoned) {
    legs = legs.stream().map(leg -> Legs.ended(leg, at())).toList();
    return abandoned ? leg(leg -> Legs.abandoned(leg, at())) : this;
  }

  /// The customer was answered in writing: in the last leg, and in the one it goes on with.
  Draft replied() {
    legs = legs.stream().map(leg -> Legs.replied(leg, at())).toList();
    return this;
  }

  /// Changes the last leg, if there is one.
  Draft leg(UnaryOperator<Leg> change) {
    if (!legs.isEmpty()) {
      var copy = new ArrayList<>(legs);
      copy.set(copy.size() - 1, change.apply(copy.getLast()));
      legs = List.copyOf(copy);
    }
    return this;
  }

  Draft message(Message message) {
    messages = with(messages, message);
    return this;
  }

  /// Changes one message, if it is there.
  Draft message(int n, UnaryOperator<Message> change) {
    messages = HistoryFold.replace(messages, m -> m.n() == n, change);
    return this;
  }

  Draft delivery(int n, String delivery, List<Reason> failures) {
    return message(n, m -> with(m, delivery, failures, m.recipients(), m.evidence()));
  }

  /// A message that came could not be read.
  Draft unread(int n, List<Reason> reasons) {
    return delivery(n, "", reasons);
  }

  /// The last word on one recipient of a message.
  Draft recipient(int n, Recipient recipient) {
    return message(
        n,
        m -> {
          var all = new ArrayList<>(m.recipients());
          all.removeIf(r -> r.address().equalsIgnoreCase(recipient.address()));
          all.add(recipient);
          return with(m, m.delivery(), m.failures(), List.copyOf(all), m.evidence());
        });
  }

  /// A mail server reports that a message did not reach a recipient.
  Draft bounced(int n, Recipient recipient) {
    boolean decided =
        messages.stream().anyMatch(m -> m.n() == n && Receivers.isDecided(m, recipient.address()));
    return decided ? this : recipient(n, recipient);
  }

  /// A provider said something about a message.
  Draft certified(int n, Evidence evidence) {
    return message(
        n,
        m -> {
          var all = with(m.evidence(), evidence);
          if (evidence.kind() == Evidence.Kind.NOT_INTERPRETED) {
            return with(m, m.delivery(), m.failures(), m.recipients(), all);
          }
          List<Recipient> recipients = m.incoming() ? m.recipients() : Receivers.after(m, all);
          String delivery = m.delivery().equals("uncertain") ? "sent" : m.delivery();
          return with(m, delivery, m.failures(), recipients, all);
        });
  }

  /// Receipts about these recipients of a message should have come and have not.
  Draft missing(int n, String stage, List<String> recipients) {
    recipients.forEach(r -> recipient(n, new Recipient(r, Receivers.MISSING + stage, "", at())));
    return this;
  }

  private static Message with(
      Message m,
      String delivery,
      List<Reason> failures,
      List<Recipient> recipients,
      List<Evidence> evidence) {
    return with(m, delivery, failures, recipients, evidence, m.scans());
  }

  /// A message of which everything else stays.
  static Message with(
      Message m,
      String delivery,
      List<Reason> failures,
      List<Recipient> recipients,
      List<Evidence> evidence,
      List<ScannedFile> scans) {
    return new Message(
        m.n(),
        m.incoming(),
        m.at(),
        m.by(),
        m.raw(),
        m.messageId(),
        m.from(),
        m.to(),
        m.cc(),
        m.subject(),
        m.text(),
        m.attachments(),
        delivery,
        failures,
        recipients,
        evidence,
        m.role(),
        scans);
  }

  Draft note(Note note) {
    notes = with(notes, note);
    return this;
  }

  Draft question(Question question) {
    questions = with(questions, question);
    return this;
  }

  Draft answered(EscalationEvent.OpinionGiven e) {
    questions =
        HistoryFold.replace(
            questions,
            q -> q.id().equals(e.id()),
            q -> inState(q, "answered", e.text(), Optional.of(e.by()), Optional.of(at())));
    return this;
  }

  Draft expired(EscalationEvent.Expired e) {
    questions =
        HistoryFold.replace(
            questions,
            q -> q.id().equals(e.id()),
            q -> inState(q, "expired", "", Optional.empty(), Optional.empty()));
    return this;
  }

  Draft closed(ContactEvent.Closed e) {
    classification = e.classification();
    closingNote = e.note();
    return this;
  }

  Draft consent(String said) {
    consent = said;
    return this;
  }

  Draft recording(Sound sound) {
    recordings = with(recordings, sound);
    return this;
  }

  /// Changes one recording, if it is there.
  Draft recording(int n, UnaryOperator<Sound> change) {
    recordings = HistoryFold.replace(recordings, s -> s.n() == n, change);
    return this;
  }

  Draft line(String detail, Optional<OperatorId> by) {
    lines = with(lines, new Line(entry.sequence(), at(), entry.type(), by, detail));
    return this;
  }

  /// A line with the candidates and the rule behind it.
  Draft line(String detail, Optional<OperatorId> by, Explanation why) {
    lines =
        with(lines, new Line(entry.sequence(), at(), entry.type(), by, detail, Optional.of(why)));
    return this;
  }

  ContactHistory done() {
    return new ContactHistory(
        before.id(),
        before.code(),
        before.channel(),
        before.via(),
        before.customer(),
        before.name(),
        before.address(),
        before.subject(),
        before.arrivedAt(),
        queue,
        deadline,
        status,
        messages,
        notes,
        questions,
        classification,
        closingNote,
        lines,
        legs,
        consent,
        recordings,
        entry.sequence());
  }

  private static Question inState(
      Question q,
      String state,
      String opinion,
      Optional<OperatorId> by,
      Optional<Instant> answeredAt) {
    return new Question(
        q.id(),
        q.center(),
        q.question(),
        q.askedBy(),
        q.askedAt(),
        q.dueAt(),
        state,
        opinion,
        by,
        answeredAt);
  }

  private static <T> List<T> with(List<T> list, T last) {
    var copy = new ArrayList<T>(list);
    copy.add(last);
    return List.copyOf(copy);
  }
}

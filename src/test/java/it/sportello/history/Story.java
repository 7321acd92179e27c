package it.sportello.history;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Explanation;
import it.sportello.contact.Outcome;
import it.sportello.desk.Facts;
import it.sportello.desk.MailEvent;
import it.sportello.escalation.EscalationEvent;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalRefused;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryJournal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what happened to one contact, second by second, to a journal and to the view that follows
/// it.
final class Story {
  static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  static final ContactId ID = new ContactId("c1");
  static final OperatorId ANNA = new OperatorId("anna");
  static final OperatorId BRUNO = new OperatorId("bruno");
  static final Sha256 RAW = Sha256.of("raw".getBytes(StandardCharsets.UTF_8));
  private static final EscalationId QUESTION = new EscalationId("e1");
  private static final CenterId TAXES = new CenterId("tributi");

  final Journal journal = new MemoryJournal();
  final HistoryStore store = new MemoryHistory();
  final FactCodec codec = Facts.codec();
  final HistoryView view = new HistoryView(codec, store);
  private Instant now = START;

  static Instant second(long seconds) {
    return START.plusSeconds(seconds);
  }

  Story at(long seconds) {
    now = second(seconds);
    return this;
  }

  Story happens(Fact fact) {
    try {
      journal
          .append(List.of(codec.draft(fact, now)))
          .forEach(entry -> view.accept(codec.read(entry)));
      return this;
    } catch (JournalRefused e) {
      throw new AssertionError(e);
    }
  }

  ContactHistory history() {
    return store.contact(ID).orElseThrow();
  }

  Entry last() {
    return journal.entry(journal.lastSequence()).orElseThrow();
  }

  Story arrives(Channel channel) {
    return happens(
        new ContactEvent.Arrived(
            ID,
            channel,
            new CustomerId("customer"),
            "AB12",
            "+39055",
            Optional.empty(),
            "Carla",
            "carla@example.org",
            "tassa"));
  }

  Story queued(String queue, Because because) {
    return happens(
        new ContactEvent.Queued(
            ID, new QueueId(queue), 0, now.plusSeconds(100), because, Optional.empty()));
  }

  Story offered(OperatorId operator) {
    var why = new Explanation("longest-idle", 2, Map.of());
    return happens(new ContactEvent.Offered(ID, operator, now.plusSeconds(20), why));
  }

  Story returned(OperatorId operator, Because because) {
    return happens(new ContactEvent.Returned(ID, operator, because, now.plusSeconds(60), "pausa"));
  }

  Story accepted(OperatorId operator) {
    return happens(new ContactEvent.Accepted(ID, operator));
  }

  Story held(OperatorId operator) {
    return happens(new ContactEvent.Held(ID, operator));
  }

  Story resumed(OperatorId operator) {
    return happens(new ContactEvent.Resumed(ID, operator));
  }

  Story wrapsUp(OperatorId operator) {
    return happens(new ContactEvent.WrapUpStarted(ID, operator, now.plusSeconds(60)));
  }

  Story closed(Outcome outcome, Optional<OperatorId> operator) {
    return happens(
        new ContactEvent.Closed(
            ID, outcome, operator, List.of("tributi", "tari", "rate"), "spiegato"));
  }

  Story received(int n, String messageId) {
    return happens(
        new ContactEvent.MessageReceived(
            ID,
            n,
            Optional.of(RAW),
            messageId,
            "Carla <carla@example.org>",
            List.of("info@comune.example"),
            List.of(),
            "tassa",
            "quanto devo?",
            List.of(
                new ContactEvent.Attachment(0, "a.pdf", "application/pdf", 9, Optional.empty()))));
  }

  Story written(int n, OperatorId operator) {
    return happens(
        new ContactEvent.MessageWritten(
            ID,
            n,
            operator,
            new OutboxId("o" + n),
            RAW,
            "<o" + n + "@comune.example>",
            "info@comune.example",
            List.of("carla@example.org"),
            List.of(),
            "Re: tassa",
            "dieci euro",
            List.of()));
  }

  Story forwarded(int n, OperatorId operator) {
    return happens(
        new ContactEvent.MessageForwarded(
            ID,
            n,
            operator,
            new OutboxId("o" + n),
            RAW,
            1,
            "<o" + n + "@comune.example>",
            "info@comune.example",
            List.of("ufficio@example.net"),
            List.of(),
            "I: tassa",
            "che ne dite?",
            List.of()));
  }

  Story answeredByOutsider(int n) {
    return happens(
        new ContactEvent.MessageReceived(
            ID,
            n,
            Optional.of(RAW),
            "<u" + n + "@example.net>",
            "Ufficio <ufficio@example.net>",
            List.of("info@comune.example"),
            List.of(),
            "R: tassa",
            "dieci euro",
            List.of(),
            true));
  }

  Story sent(int n) {
    return happens(new MailEvent.Sent(new OutboxId("o" + n), ID, n));
  }

  Story note(int n, OperatorId operator) {
    return happens(new ContactEvent.NoteAdded(ID, n, operator, "richiamare"));
  }

  Story asks(OperatorId operator) {
    Instant due = now.plusSeconds(1_000);
    happens(new ContactEvent.Escalated(ID, operator, QUESTION, TAXES, due));
    return happens(new EscalationEvent.Asked(QUESTION, ID, TAXES, operator, due, "quanto?"));
  }

  Story opinion(OperatorId expert) {
    return happens(new EscalationEvent.OpinionGiven(QUESTION, ID, expert, "dieci"));
  }

  Story questionExpires() {
    return happens(new EscalationEvent.Expired(QUESTION, ID));
  }

  Story reopened(int messages) {
    return happens(
        new ContactEvent.Reopened(
            ID,
            Channel.EMAIL,
            new CustomerId("customer"),
            "AB12",
            new QueueId("info"),
            messages,
            START,
            "Carla",
            "carla@example.org",
            "tassa"));
  }

  /// Erases the personal part of every entry so far.
  Story erased() {
    try {
      for (long sequence = 1; sequence <= journal.lastSequence(); sequence++) {
        journal.redact(sequence);
      }
      return this;
    } catch (JournalRefused e) {
      throw new AssertionError(e);
    }
  }
}

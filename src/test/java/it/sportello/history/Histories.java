package it.sportello.history;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Line;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.ContactHistory.Note;
import it.sportello.history.ContactHistory.Question;
import it.sportello.history.ContactHistory.Recipient;
import it.sportello.history.ContactHistory.Status;
import it.sportello.mail.Evidence;
import it.sportello.mail.MailKey;
import it.sportello.mail.Reason;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Histories for tests of stores.
public final class Histories {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");
  private static final OperatorId ANNA = new OperatorId("anna");

  private Histories() {}

  /// Returns a small history that can be found by an address and by the ids of its messages.
  public static ContactHistory of(
      String id, Instant arrivedAt, String address, String... messageIds) {
    return with(id, arrivedAt, address, "testo", Arrays.asList(messageIds));
  }

  /// Returns a history with messages of this text.
  public static ContactHistory with(
      String id, Instant arrivedAt, String address, String text, List<String> messageIds) {
    List<Message> messages =
        IntStream.range(0, messageIds.size())
            .mapToObj(i -> message(i + 1, arrivedAt, messageIds.get(i), address, text))
            .toList();
    return holding(id, arrivedAt, address, messages);
  }

  private static ContactHistory holding(
      String id, Instant arrivedAt, String address, List<Message> messages) {
    return new ContactHistory(
        new ContactId(id),
        "AB12",
        Channel.EMAIL,
        "info",
        new CustomerId("customer"),
        "Anna",
        address,
        "oggetto",
        arrivedAt,
        Optional.empty(),
        Optional.empty(),
        new Status("waiting", arrivedAt, Optional.empty(), Optional.empty(), ""),
        messages,
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(new Line(1, arrivedAt, "contact.arrived", Optional.empty(), "info")),
        List.of(),
        "",
        List.of(),
        1);
  }

  /// Returns a contact with one message, of ours.
  public static ContactHistory written(String id, Instant at, String messageId) {
    return holding(id, at, "", List.of(message(1, false, at, messageId, "", "testo")));
  }

  /// Returns a contact with a message for each of these instants, each with two attachments of
  /// which the first was scanned.
  public static ContactHistory unscanned(String id, Instant... at) {
    var messages = new ArrayList<Message>();
    for (Instant when : at) {
      messages.add(scanned(messages.size() + 1, when, List.of(ScannedFile.of(0, Verdict.clean()))));
    }
    return holding(id, at[0], "", messages);
  }

  /// Returns the same, with everything scanned.
  public static ContactHistory scanned(String id, Instant at) {
    List<ScannedFile> all =
        List.of(ScannedFile.of(0, Verdict.clean()), ScannedFile.of(1, Verdict.infected("Virus")));
    return holding(id, at, "", List.of(scanned(1, at, all)));
  }

  private static Message scanned(int n, Instant at, List<ScannedFile> scans) {
    return new Message(
        n,
        true,
        at,
        Optional.empty(),
        Optional.of(Sha256.of("raw".getBytes(StandardCharsets.UTF_8))),
        "",
        "",
        List.of(),
        List.of(),
        "",
        "",
        List.of(
            new Attachment(0, "a", "text/plain", 1, Optional.empty()),
            new Attachment(1, "b", "text/plain", 1, Optional.empty())),
        "",
        List.of(),
        List.of(),
        List.of(),
        "",
        scans);
  }

  private static Message message(int n, Instant at, String messageId, String from, String text) {
    return message(n, true, at, messageId, from, text);
  }

  private static Message message(
      int n, boolean incoming, Instant at, String messageId, String from, String text) {
    return new Message(
        n,
        incoming,
        at,
        Optional.empty(),
        Optional.empty(),
        messageId,
        from,
        List.of(),
        List.of(),
        "oggetto",
        text,
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  /// Returns what a provider says about a message, with nothing empty.
  public static Evidence acceptance(Instant at) {
    return new Evidence(
        Evidence.Kind.ACCEPTED,
        "accettazione",
        at,
        "+02:00",
        "nessuno",
        Sha256.of("receipt".getBytes(StandardCharsets.UTF_8)),
        "valid",
        List.of(Reason.of(Reason.Code.OTHER_ADDRESS, "b@example.org")),
        "CN=Gestore di prova",
        List.of("ab", "cd"),
        "b@example.org",
        List.of(new Evidence.Recipient("b@example.org", true)),
        "5.1.1",
        "<id-1@gestore.test>",
        "<1@example.org>",
        "<own@gestore.test>");
  }

  /// Returns a history in which nothing is empty.
  public static ContactHistory full() {
    Sha256 raw = Sha256.of("raw".getBytes(StandardCharsets.UTF_8));
    var attachment = new Attachment(0, "perché.pdf", "application/pdf", 1L << 40, Optional.of(raw));
    Instant later = NOON.plusSeconds(60);
    return new ContactHistory(
        new ContactId("01k9"),
        "AB12",
        Channel.PEC,
        "protocollo",
        new CustomerId("c-1"),
        "Anna \"la\" Rossa",
        "Anna@Example.org",
        "perché \uD83D\uDCDE \u0000 日本",
        NOON,
        Optional.of(new QueueId("info")),
        Optional.of(later),
        new Status("wrapup", later, Optional.of(later), Optional.of(ANNA), "handled"),
        List.of(
            new Message(
                1,
                false,
                NOON,
                Optional.of(ANNA),
                Optional.of(raw),
                "<1@example.org>",
                "info@comune.example",
                List.of("a@example.org", "b@example.org"),
                List.of("c@example.org"),
                "Re: perché",
                "righe\r\n\ttabulate",
                List.of(attachment),
                "failed",
                List.of(Reason.text("casella piena")),
                List.of(new Recipient("b@example.org", "bounced-hard", "5.1.1", later)),
                List.of(acceptance(later)),
                "forward",
                List.of(ScannedFile.of(0, Verdict.infected("Virus"))))),
        List.of(new Note(2, later, ANNA, "nota")),
        List.of(
            new Question(
                new EscalationId("e1"),
                "tributi",
                "quanto?",
                ANNA,
                NOON,
                later,
                "answered",
                "tanto",
                Optional.of(new OperatorId("bruno")),
                Optional.of(later))),
        List.of("area", "topic", "detail"),
        "chiuso",
        List.of(new Line(7, NOON, "contact.offered", Optional.of(ANNA), "longest-idle")),
        List.of(
            new Leg(
                new QueueId("info"),
                Channel.PEC,
                true,
                "transferred",
                NOON,
                later,
                Optional.of(NOON.plusMillis(1)),
                Optional.of(ANNA),
                Optional.of(later),
                Optional.of(later),
                Optional.of(later),
                1,
                2,
                Long.MAX_VALUE)),
        "given",
        List.of(
            new ContactHistory.Sound(
                1, NOON, ANNA, new QueueId("info"), "paused", Optional.of(later), 10, 20)),
        Long.MAX_VALUE);
  }

  /// A history of which only the legs matter.
  public static ContactHistory withLegs(String id, Instant arrivedAt, List<Leg> legs) {
    return withLegs(id, arrivedAt, legs, of(id, arrivedAt, "").lines());
  }

  /// A history of which only the legs and lines matter.
  public static ContactHistory withLegs(
      String id, Instant arrivedAt, List<Leg> legs, List<Line> lines) {
    ContactHistory h = of(id, arrivedAt, "");
    return new ContactHistory(
        h.id(),
        h.code(),
        h.channel(),
        h.via(),
        h.customer(),
        h.name(),
        h.address(),
        h.subject(),
        h.arrivedAt(),
        h.queue(),
        h.deadline(),
        h.status(),
        h.messages(),
        h.notes(),
        h.questions(),
        h.classification(),
        h.closingNote(),
        lines,
        legs,
        h.consent(),
        h.recordings(),
        h.sequence());
  }

  /// A contact with one leg.
  static ContactHistory worked(String id, Instant enteredAt, Optional<Instant> endedAt) {
    var leg =
        new Leg(
            new QueueId("info"),
            Channel.EMAIL,
            false,
            "arrived",
            enteredAt,
            enteredAt,
            Optional.of(enteredAt),
            Optional.of(ANNA),
            Optional.empty(),
            Optional.empty(),
            endedAt,
            0,
            0,
            0);
    return withLegs(id, enteredAt, List.of(leg));
  }

  /// A line of the intake log about one message.
  public static IntakeLine line(long sequence, MailKey key, long sizeBytes) {
    return new IntakeLine(
        sequence,
        NOON,
        key,
        Sha256.of(key.toString().getBytes(StandardCharsets.UTF_8)),
        sizeBytes,
        "",
        "",
        "",
        "contact",
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /// A line of the intake log in which nothing is empty.
  public static IntakeLine line(long sequence, String mailbox, Sha256 raw, String fate) {
    return new IntakeLine(
        sequence,
        NOON,
        new MailKey(mailbox, "INBOX", 1, 7),
        raw,
        1L << 40,
        "Anna <a@example.org>",
        "perché",
        "<1@example.org>",
        fate,
        Optional.of(new ContactId("c1")),
        List.of(Reason.text("motivo"), Reason.of(Reason.Code.DAMAGED, "a.pdf", "però")),
        Optional.of(NOON.plusSeconds(1)));
  }
}

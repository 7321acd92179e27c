package it.sportello.history;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything there is to read about one contact, derived from the journal alone.
///
/// @param via the number dialled, the mailbox, or `form`
/// @param queue the queue it is in or was taken from; empty before it entered one
/// @param deadline of its present or last stay in a queue
/// @param classification area, topic, detail; empty if it was not classified
/// @param closingNote the operator's last words; may be empty
/// @param lines one for each entry of the journal
/// @param legs one for each stay in a queue
/// @param sequence of the last entry it contains
public record ContactHistory(
    ContactId id,
    String code,
    Channel channel,
    String via,
    CustomerId customer,
    String name,
    String address,
    String subject,
    Instant arrivedAt,
    Optional<QueueId> queue,
    Optional<Instant> deadline,
    Status status,
    List<Message> messages,
    List<Note> notes,
    List<Question> questions,
    List<String> classification,
    String closingNote,
    List<Line> lines,
    List<Leg> legs,
    long sequence) {
  /// Entries after which nobody is on the line any more, whatever follows.
  private static final Set<String> CALL_IS_OVER =
      Set.of("contact.wrap-up-started", "contact.escalated", "contact.closed");

  /// Whether the customer waits or talks in person: the same answer as `Contact` gives while it is
  /// open.
  public boolean isLive() {
    return channel.isLive() && lines.stream().noneMatch(line -> CALL_IS_OVER.contains(line.type()));
  }

  /// What became of the question after the talk; empty if it was never asked. Who was asked twice,
  /// because a restart came in between, was asked once.
  public Optional<Satisfaction> satisfaction() {
    Optional<Line> asked = firstLine("caller.survey-asked");
    return asked.map(
        line ->
            new Satisfaction(
                new QueueId(line.detail()),
                line.at(),
                firstLine("caller.survey-answered").map(a -> Integer.valueOf(a.detail()))));
  }

  private Optional<Line> firstLine(String type) {
    return lines.stream().filter(line -> line.type().equals(type)).findFirst();
  }

  /// What a caller said about the contact.
  ///
  /// @param queue the one that asked
  /// @param score 0 to 4; empty if no answer came
  public record Satisfaction(QueueId queue, Instant askedAt, Optional<Integer> score) {}

  /// Where the contact is.
  ///
  /// @param kind `waiting`, `offered`, `handling`, `hold`, `wrapup`, `escalated` or `closed`
  /// @param since when it came there
  /// @param until when something happens by itself
  /// @param outcome code; empty while it is open
  public record Status(
      String kind,
      Instant since,
      Optional<Instant> until,
      Optional<OperatorId> operator,
      String outcome) {}

  /// Words between us and the customer.
  ///
  /// @param n number within the contact, shared with the notes
  /// @param incoming whether the customer wrote it
  /// @param raw the bytes; empty for a form
  /// @param delivery `queued`, `sent`, `failed`; empty if incoming
  /// @param failure why it could not leave yet or at all; may be empty
  public record Message(
      int n,
      boolean incoming,
      Instant at,
      Optional<OperatorId> by,
      Optional<Sha256> raw,
      String messageId,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      List<Attachment> attachments,
      String delivery,
      String failure) {}

  /// A remark that the customer never sees.
  public record Note(int n, Instant at, OperatorId by, String text) {}

  /// A question to a competence center.
  ///
  /// @param state `open`, `answered` or `expired`
  /// @param opinion empty while there is none
  public record Question(
      EscalationId id,
      String center,
      String question,
      OperatorId askedBy,
      Instant askedAt,
      Instant dueAt,
      String state,
      String opinion,
      Optional<OperatorId> answeredBy,
      Optional<Instant> answeredAt) {}

  /// One entry of the journal, as a line to read.
  ///
  /// @param type the entry's persistent code
  /// @param by the operator it is about
  /// @param detail a code or a name that completes the line: reason, rule, queue; may be empty
  public record Line(
      long sequence, Instant at, String type, Optional<OperatorId> by, String detail) {}

  /// One stay in one queue and the work that followed: what indicators count.
  ///
  /// A contact that comes back from the experts begins a leg that is not offered: it goes on with
  /// the one before. Both then have the same end and the same written answer.
  ///
  /// @param live whether the customer waited in person. What is left of a call whose caller has
  ///   gone is written work: after an opinion, or when the customer wrote
  /// @param because code of why it entered the queue; only legs that begin with a customer's wish
  ///   count as offered
  /// @param repliedAt when a person first answered in writing
  /// @param endedAt when the contact was closed or moved to another queue
  /// @param talkMs handling without hold, milliseconds
  public record Leg(
      QueueId queue,
      Channel channel,
      boolean live,
      String because,
      Instant enteredAt,
      Instant deadline,
      Optional<Instant> answeredAt,
      Optional<OperatorId> operator,
      Optional<Instant> abandonedAt,
      Optional<Instant> repliedAt,
      Optional<Instant> endedAt,
      long talkMs,
      long holdMs,
      long wrapUpMs) {

    /// Whether it began with something the customer said: a call, a message.
    public boolean isReceived() {
      return because.equals("arrived") || because.equals("wrote-again");
    }

    /// Whether a customer asked for this stay: arrived, was transferred, wrote again.
    public boolean isOffered() {
      return isReceived() || because.equals("transferred");
    }

    /// Whether it began or ended in `[from, to)`.
    public boolean isOf(Instant from, Instant to) {
      return isIn(enteredAt, from, to) || endedAt.filter(at -> isIn(at, from, to)).isPresent();
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }
}

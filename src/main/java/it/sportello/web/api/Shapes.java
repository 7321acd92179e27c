package it.sportello.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON shapes of API and live socket, as `docs/contract/console.md` defines them. An empty
/// `Optional` is `null`.
public final class Shapes {
  private Shapes() {}

  /// An id and the name people know.
  public record Named(String id, String name) {}

  /// A text in both languages.
  public record Both(String it, String en) {}

  /// The other side; without a name, people see the address.
  public record Party(Optional<String> name, String address) {
    static Party of(String name, String address) {
      return new Party(name.isEmpty() ? Optional.empty() : Optional.of(name), address);
    }
  }

  /// Where a contact is.
  public record State(
      String kind,
      Instant since,
      Optional<Instant> until,
      Optional<String> operator,
      Optional<String> outcome) {}

  /// A contact in one line.
  ///
  /// @param live whether a person is on the line, so that the telephone takes it; a contact whose
  ///   caller has gone is taken like a written one
  public record Card(
      String id,
      String code,
      String channel,
      String direction,
      boolean live,
      Optional<Named> queue,
      Party customer,
      Optional<String> subject,
      State state,
      Instant arrivedAt,
      Optional<Instant> deadlineAt,
      Optional<Named> operator) {}

  /// A contact with everything in it.
  public record Detail(
      Card card,
      List<Message> messages,
      List<Note> notes,
      List<Escalation> escalations,
      List<HistoryLine> history,
      Optional<List<String>> classification,
      Optional<String> replyTo,
      Optional<String> consent,
      List<Recording> recordings) {}

  /// A recorded talk.
  ///
  /// @param state `recording`, `paused`, `stopped`, `kept`, `lost` or `purged`
  /// @param until when a pause ends by itself
  public record Recording(
      int n,
      Instant startedAt,
      Named operator,
      String state,
      Optional<Instant> until,
      long durationMs) {}

  /// Words between us and the customer.
  public record Message(
      int n,
      String direction,
      Instant at,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      Optional<String> html,
      List<Part> attachments,
      Optional<String> delivery,
      Optional<String> failure) {}

  /// A part of a message that is not its text.
  public record Part(int part, String name, String type, long sizeBytes) {}

  /// A remark that the customer never sees.
  public record Note(Instant at, Named by, String text) {}

  /// A question to a competence center.
  public record Escalation(
      String id,
      String contact,
      Named center,
      String question,
      Named askedBy,
      Instant askedAt,
      Instant dueAt,
      String state,
      Optional<String> opinion,
      Optional<Named> answeredBy,
      Optional<Instant> answeredAt) {}

  /// One entry of the journal, for people.
  public record HistoryLine(
      long sequence, Instant at, String type, Both text, Optional<Named> by) {}

  /// A queue now.
  public record Queue(
      String id,
      String name,
      boolean open,
      Map<String, Integer> waiting,
      Optional<Instant> oldestSince,
      int operatorsAvailable,
      int answeredToday,
      int abandonedToday,
      ServiceLevel serviceLevel) {}

  /// How many calls of today were answered in time.
  public record ServiceLevel(Optional<Double> ratio, double targetRatio, long withinMs) {}

  /// An operator now.
  ///
  /// @param since when the presence was chosen; empty for who was never there
  public record Operator(
      String id,
      String name,
      String presence,
      Optional<String> reason,
      Optional<Instant> since,
      List<Activity> activity,
      boolean phone) {}

  /// One contact in an operator's hands.
  public record Activity(String contact, String channel, String state) {}

  /// A figure with what is needed to check it.
  public record Figure(
      String id,
      int version,
      Both name,
      Map<String, String> parameters,
      Optional<String> queue,
      Optional<String> channel,
      double numerator,
      double denominator,
      Optional<Double> value,
      String unit,
      Optional<Double> target,
      Optional<Boolean> met) {}
}

package it.sportello;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the server says of one contact of [SoakIT]: its card and its history, over the API.
///
/// @param number the caller's, or the one that was called
/// @param outgoing whether an operator called
/// @param outcome empty while it is open
/// @param lines oldest first
record SoakStory(String id, String number, boolean outgoing, String outcome, List<Line> lines) {
  private static final Set<String> PLACES =
      Set.of("contact.accepted", "contact.queued", "contact.returned");

  /// One line of the history.
  ///
  /// @param by the operator's id; may be empty
  /// @param text in English
  record Line(Instant at, String type, String by, String text) {}

  /// Reads the answer of `/api/v1/contacts/{id}`.
  static SoakStory of(JsonNode detail) {
    var lines = new ArrayList<Line>();
    for (JsonNode line : detail.path("history")) {
      lines.add(
          new Line(
              Instant.parse(line.path("at").asString("")),
              line.path("type").asString(""),
              line.path("by").path("id").asString(""),
              line.path("text").path("en").asString("")));
    }
    JsonNode card = detail.path("card");
    return new SoakStory(
        card.path("id").asString(""),
        card.path("customer").path("address").asString(""),
        card.path("direction").asString("").equals("out"),
        card.path("state").path("outcome").asString(""),
        List.copyOf(lines));
  }

  Stream<Line> all(String type) {
    return lines.stream().filter(line -> line.type.equals(type));
  }

  boolean says(String type) {
    return all(type).findAny().isPresent();
  }

  Instant began() {
    return lines.getFirst().at();
  }

  Instant ended() {
    return lines.getLast().at();
  }

  /// When operators took the caller or the called one on the line; taking what is left of a promise
  /// as written work is something else.
  List<Line> taken() {
    Optional<Instant> written =
        all("contact.callback-ended")
            .filter(line -> !line.text.endsWith("called back"))
            .map(Line::at)
            .findFirst();
    return all("contact.accepted")
        .filter(line -> written.isEmpty() || line.at.isBefore(written.get()))
        .toList();
  }

  /// Whether a taking is that of a talk which was there already when the server looked.
  boolean wasFoundTalking(Line taken) {
    return all("contact.offered")
        .anyMatch(line -> line.at.equals(taken.at) && line.text.endsWith("found-talking"));
  }

  /// Whether its last place was in an operator's hands.
  boolean isInHandsLast() {
    return lines.stream()
        .filter(line -> PLACES.contains(line.type))
        .reduce((_, last) -> last)
        .filter(line -> line.type.equals("contact.accepted"))
        .isPresent();
  }

  /// Whether it left an operator's hands or came to a queue about that instant.
  boolean movesAbout(Instant at, Duration around) {
    return lines.stream()
        .filter(line -> line.type.equals("contact.queued") || line.type.equals("contact.returned"))
        .anyMatch(line -> Duration.between(line.at, at).abs().compareTo(around) < 0);
  }

  /// Why an operator's telephone rang at an instant: the last line before it that makes it ring.
  Optional<Line> reason(String operator, Instant rang) {
    return lines.stream()
        .filter(line -> !line.at.isAfter(rang) && rings(line, operator))
        .reduce((_, last) -> last);
  }

  private static boolean rings(Line line, String operator) {
    return switch (line.type) {
      case "contact.offered", "contact.dial-started" -> line.by.equals(operator);
      case "consult.asked" -> line.text.endsWith(" " + operator);
      default -> false;
    };
  }

  /// Whether a line of one of these types follows.
  boolean saysAfter(Instant at, Set<String> types) {
    return lines.stream().anyMatch(l -> types.contains(l.type) && !l.at.isBefore(at));
  }
}

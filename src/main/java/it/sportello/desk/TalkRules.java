package it.sportello.desk;

import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.Map;

/// What the configuration says of talks.
///
/// @param phoneGrace how long a caller stays with an operator whose softphone has gone
/// @param directFor how long a contact waits for the operator it was given to
/// @param dialFor how long a number outside rings
/// @param shownNumbers the number that a queue shows when it calls out; a queue that is absent
///   shows what the trunk adds
public record TalkRules(
    Duration phoneGrace, Duration directFor, Duration dialFor, Map<QueueId, String> shownNumbers) {
  public TalkRules {
    shownNumbers = Map.copyOf(shownNumbers);
  }

  /// Returns the number a queue shows; empty for the trunk's own.
  String shown(QueueId queue) {
    return shownNumbers.getOrDefault(queue, "");
  }
}

package it.sportello.desk;

import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.Map;

/// What the configuration says of talks.
///
/// @param phoneGrace how long a caller stays with an operator whose softphone has gone
/// @param directFor how long a contact waits for the operator it was given to
/// @param dialFor how long a number outside rings
/// @param moreTime how a queue's wrap-up may be extended; one that is absent lets nobody extend it
/// @param shownNumbers the number that a queue shows when it calls out; a queue that is absent
///   shows what the trunk adds
public record TalkRules(
    Duration phoneGrace,
    Duration directFor,
    Duration dialFor,
    Map<QueueId, String> shownNumbers,
    Map<QueueId, MoreTime> moreTime) {
  private static final MoreTime NONE = new MoreTime(Duration.ZERO, 0);

  public TalkRules {
    shownNumbers = Map.copyOf(shownNumbers);
    moreTime = Map.copyOf(moreTime);
  }

  /// More time to write up a contact.
  ///
  /// @param by how much each time
  /// @param times how often
  public record MoreTime(Duration by, int times) {}

  MoreTime moreTime(QueueId queue) {
    return moreTime.getOrDefault(queue, NONE);
  }

  /// Returns the number a queue shows; empty for the trunk's own.
  String shown(QueueId queue) {
    return shownNumbers.getOrDefault(queue, "");
  }
}

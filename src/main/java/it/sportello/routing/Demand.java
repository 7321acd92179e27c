package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.operator.OperatorProfile;
import java.util.Map;
import java.util.Optional;

/// What a group of waiting contacts has in common as far as operators are concerned.
///
/// @param live whether somebody waits in person
record Demand(QueueId queue, Channel channel, boolean live, Map<String, Integer> skills) {
  /// Why this operator never could, as a persistent code; empty if they could.
  Optional<String> whyNever(OperatorProfile operator) {
    if (!operator.queues().contains(queue)) {
      return Optional.of("other-queue");
    }
    if (operator.capacity().getOrDefault(channel, 0) < 1) {
      return Optional.of("other-channel");
    }
    boolean skilled =
        skills.entrySet().stream()
            .allMatch(s -> operator.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
    return skilled ? Optional.empty() : Optional.of("skills");
  }

  boolean isMetBy(OperatorProfile operator) {
    return whyNever(operator).isEmpty();
  }
}

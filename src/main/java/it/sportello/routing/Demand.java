package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.operator.OperatorProfile;
import java.util.Map;

/// What a group of waiting contacts has in common as far as operators are concerned.
///
/// @param live whether somebody waits in person
record Demand(QueueId queue, Channel channel, boolean live, Map<String, Integer> skills) {
  boolean isMetBy(OperatorProfile operator) {
    if (!operator.queues().contains(queue) || operator.capacity().getOrDefault(channel, 0) < 1) {
      return false;
    }
    return skills.entrySet().stream()
        .allMatch(s -> operator.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
  }
}

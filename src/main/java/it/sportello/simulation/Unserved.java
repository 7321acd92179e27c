package it.sportello.simulation;

import it.sportello.operator.OperatorProfile;
import it.sportello.simulation.Outcome.End;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds contacts that nobody of the day could have taken: usually a mistake in one of the files.
final class Unserved {
  private Unserved() {}

  static List<String> warnings(Day day) {
    Set<String> served = new HashSet<>();
    Map<String, Integer> unserved = new TreeMap<>();
    for (Outcome outcome : day.outcomes()) {
      String kind = kind(outcome.arrival());
      if (outcome.end() == End.ANSWERED) {
        served.add(kind);
      } else if (outcome.end() != End.OUT_OF_HOURS && isForNobody(outcome.arrival(), day)) {
        unserved.merge(kind, 1, Integer::sum);
      }
    }
    // requirements may relax, and queues overflow: who was answered after all is no surprise
    unserved.keySet().removeAll(served);
    return unserved.entrySet().stream()
        .map(e -> "no operator could take " + e.getKey() + ": " + e.getValue() + " contacts")
        .toList();
  }

  private static String kind(Arrival arrival) {
    String skills = arrival.skills().isEmpty() ? "" : " with " + new TreeMap<>(arrival.skills());
    return arrival.channel().code() + " for " + arrival.queue() + skills;
  }

  private static boolean isForNobody(Arrival arrival, Day day) {
    Map<String, Integer> ofQueue =
        Report.queue(day.plan().rules().queues(), arrival.queue()).skills();
    return day.plan().workers().stream()
        .map(Worker::profile)
        .noneMatch(
            o ->
                o.queues().contains(arrival.queue())
                    && o.capacity().getOrDefault(arrival.channel(), 0) > 0
                    && has(o, ofQueue)
                    && has(o, arrival.skills()));
  }

  static boolean has(OperatorProfile operator, Map<String, Integer> skills) {
    return skills.entrySet().stream()
        .allMatch(s -> operator.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
  }
}

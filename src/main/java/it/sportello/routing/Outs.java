package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.contact.Explanation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who cannot take a contact now and why, kept up to date so that an explanation need not look at
/// everybody.
final class Outs {
  private final Map<OperatorId, String> reasons = new HashMap<>();
  private final Map<String, SortedSet<OperatorId>> byReason = new TreeMap<>();

  /// @param reason a persistent code; null if there is none any more
  void set(OperatorId operator, @Nullable String reason) {
    String before = reason == null ? reasons.remove(operator) : reasons.put(operator, reason);
    if (before != null && !before.equals(reason)) {
      SortedSet<OperatorId> others = byReason.getOrDefault(before, new TreeSet<>());
      others.remove(operator);
      if (others.isEmpty()) {
        byReason.remove(before);
      }
    }
    if (reason != null && !reason.equals(before)) {
      byReason.computeIfAbsent(reason, _ -> new TreeSet<>()).add(operator);
    }
  }

  void addTo(Map<String, Integer> counts, Map<String, List<OperatorId>> names) {
    byReason.forEach(
        (reason, all) -> {
          counts.merge(reason, all.size(), Integer::sum);
          names.put(reason, all.stream().limit(Explanation.MOST_NAMED).toList());
        });
  }
}

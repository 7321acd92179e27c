package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Says why: from what the lines keep, so that it takes the same time however many operators there
/// are.
final class Explainer {
  private Explainer() {}

  /// @param rule the persistent code of the rule that chose, or of why nothing could be chosen
  static Explanation explain(Place place, Line line, String rule, Instant now) {
    var counts = new TreeMap<String, Integer>();
    var names = new TreeMap<String, List<OperatorId>>();
    line.crew.addOutsTo(counts, names);
    int candidates = line.free.size();
    for (OperatorId operator : place.contact().needs().excluded()) {
      candidates -= out(operator, "excluded", line, counts, names);
    }
    for (OperatorId operator : place.waiting().passed().keySet()) {
      if (place.wasGivenBackBy(operator, now) && !place.excludes(operator)) {
        candidates -= out(operator, "gave-it-back", line, counts, names);
      }
    }
    return new Explanation(
        rule, candidates, counts, names, line.demand.skills(), place.waiting().step());
  }

  /// Counts an operator of this line who is free, but may not have this contact.
  private static int out(
      OperatorId operator,
      String reason,
      Line line,
      Map<String, Integer> counts,
      Map<String, List<OperatorId>> names) {
    if (!line.crew.isFree(operator)) {
      return 0;
    }
    counts.merge(reason, 1, Integer::sum);
    List<OperatorId> all = names.computeIfAbsent(reason, _ -> new ArrayList<>());
    if (all.size() < Explanation.MOST_NAMED) {
      all.add(operator);
    }
    return 1;
  }

  /// Why nobody is asked about a contact that waits.
  ///
  /// @param anybodyHere whether an operator who may take such contacts is present at all
  static String whyNobody(Waiting waiting, boolean anybodyHere, Instant now) {
    Optional<Preference> kept = waiting.preference().filter(p -> now.isBefore(p.until()));
    if (kept.isPresent()) {
      return "kept-for-operator";
    }
    return anybodyHere ? "nobody-free" : "nobody-here";
  }
}

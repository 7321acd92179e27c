package it.sportello.contact;

import it.sportello.base.Later;
import it.sportello.base.OperatorId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Why this operator got this contact, or why nobody did, so that a supervisor can check it later.
///
/// @param rule the persistent code of the rule that chose, for example `longest-idle`
/// @param candidates how many operators could have taken it at that moment
/// @param out why the others could not, and how many for each reason
/// @param who for each reason the first few of them, in the order of their ids
/// @param skills what an operator needed at that moment: name to lowest level
/// @param step how many steps the requirements had been relaxed by
public record Explanation(
    String rule,
    int candidates,
    Map<String, Integer> out,
    @Later Map<String, List<OperatorId>> who,
    @Later Map<String, Integer> skills,
    @Later int step) {
  /// Most operators that are named for one reason: who needs all of them can ask while it waits.
  public static final int MOST_NAMED = 5;

  public Explanation {
    out = Collections.unmodifiableMap(new TreeMap<>(out));
    who = Collections.unmodifiableMap(new TreeMap<>(who));
    skills = Collections.unmodifiableMap(new TreeMap<>(skills));
  }

  /// Without names and requirements.
  public Explanation(String rule, int candidates, Map<String, Integer> out) {
    this(rule, candidates, out, Map.of(), Map.of(), 0);
  }
}

package it.sportello.contact;

import java.util.Map;

/// Why this operator got this contact, so that a supervisor can check it later.
///
/// @param rule the persistent code of the rule that chose, for example `longest-idle`
/// @param candidates how many operators could have taken it at that moment
/// @param out why the others could not, and how many for each reason
public record Explanation(String rule, int candidates, Map<String, Integer> out) {
  public Explanation {
    out = Map.copyOf(out);
  }
}

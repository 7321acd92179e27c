package it.sportello.routing;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One step by which a queue asks for less while a contact waits.
///
/// @param after since it began to wait, wall time
/// @param skills the levels from then on: 0 drops a skill, one that is not named stays as it was
public record Relaxation(Duration after, Map<String, Integer> skills) {
  public Relaxation {
    skills = Collections.unmodifiableMap(new TreeMap<>(skills));
  }

  /// Returns what is asked for after this step.
  public Map<String, Integer> applyTo(Map<String, Integer> before) {
    var relaxed = new TreeMap<>(before);
    skills.forEach(
        (skill, level) -> relaxed.computeIfPresent(skill, (_, was) -> Math.min(was, level)));
    relaxed.values().removeIf(level -> level == 0);
    return relaxed;
  }
}

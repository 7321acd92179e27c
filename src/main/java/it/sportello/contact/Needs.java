package it.sportello.contact;

import it.sportello.base.Later;
import it.sportello.base.OperatorId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a contact asks of its operator by itself, besides what its queue asks.
///
/// @param skills name to lowest level, 1 to 5; where the queue asks for the same skill the higher
///   level counts
/// @param priority added to its queue's; 0 is ordinary, higher is more urgent
/// @param wanted who shall have it first, for a while; empty for anybody
/// @param excluded operators who are never asked about it
/// @param rules names of the configured rules that said so; empty if whoever sent it did
public record Needs(
    @Later Map<String, Integer> skills,
    @Later int priority,
    @Later Optional<OperatorId> wanted,
    @Later List<OperatorId> excluded,
    @Later List<String> rules) {
  /// Nothing but what the queue asks.
  public static final Needs NONE = new Needs(Map.of(), 0);

  public Needs {
    skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    excluded = excluded.stream().distinct().sorted().toList();
    rules = List.copyOf(rules);
  }

  /// Skills and priority, nobody wanted or excluded.
  public Needs(Map<String, Integer> skills, int priority) {
    this(skills, priority, Optional.empty(), List.of(), List.of());
  }

  /// Whether it asks for nothing.
  public boolean isNone() {
    return equals(NONE);
  }
}

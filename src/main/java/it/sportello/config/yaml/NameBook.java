package it.sportello.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names the files define and those they use, over all files.
///
/// Filled while values are read, also inside records that turn out wrong: so one mistake in a queue
/// does not make every mailbox that names it look wrong too.
final class NameBook {
  private final Map<String, Map<String, Place>> defined = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  private record Use(String kind, String name, Place place) {}

  void define(String kind, String name, Place place) {
    Place first = defined.computeIfAbsent(kind, _ -> new TreeMap<>()).putIfAbsent(name, place);
    if (first != null) {
      place.problem(
          Written.quote(name) + " a second time",
          "another " + kind + ", the first is at " + first.file().name() + ":" + first.line());
    }
  }

  void use(String kind, String name, Place place) {
    uses.add(new Use(kind, name, place));
  }

  /// Reports every name that is used but not defined.
  void check() {
    for (Use use : uses) {
      Map<String, Place> known = defined.getOrDefault(use.kind, Map.of());
      if (!known.containsKey(use.name)) {
        use.place.problem(
            Written.quote(use.name) + " is not a " + use.kind,
            Nearest.expected(use.name, known.keySet()));
      }
    }
    uses.clear();
  }
}

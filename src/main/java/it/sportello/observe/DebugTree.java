package it.sportello.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What each part knows of itself at this moment, for an administrator who looks for a fault.
///
/// Filled at start, then read from any thread. A part's state is made of names, numbers and short
/// texts without personal data; making it returns at once and waits for no lock the part may hold.
public final class DebugTree {
  private final Map<String, Supplier<Map<String, Object>>> parts = new LinkedHashMap<>();

  /// Adds a part, before the server starts.
  public DebugTree add(String name, Supplier<Map<String, Object>> state) {
    parts.put(name, state);
    return this;
  }

  /// Asks every part, in the order they were added. One that fails says so in its place.
  public Map<String, Object> now() {
    Map<String, Object> tree = new LinkedHashMap<>();
    parts.forEach((name, state) -> tree.put(name, ask(state)));
    return tree;
  }

  private static Map<String, Object> ask(Supplier<Map<String, Object>> state) {
    try {
      return state.get();
    } catch (RuntimeException e) {
      return Map.of("failed", e.getClass().getSimpleName());
    }
  }
}

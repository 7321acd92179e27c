package it.sportello.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The health of each part of the system, asked by name.
///
/// Filled at start, then read from any thread. A check reads what its part already knows and
/// returns at once; it never asks the part to do something, and never waits for a lock the part may
/// hold.
public final class Health {
  /// How a part is.
  public enum State {
    /// Works.
    READY,
    /// Switched off by the configuration: as intended.
    NOT_CONFIGURED,
    /// Works in part, or its neighbour is away; the others go on.
    DEGRADED,
    /// Does not work, and the server is of no use without it.
    DOWN
  }

  /// What a part says of itself.
  ///
  /// @param text for an administrator; no personal data, because anybody may read it
  public record Check(State state, String text) {
    public static Check ready(String text) {
      return new Check(State.READY, text);
    }

    public static Check notConfigured(String text) {
      return new Check(State.NOT_CONFIGURED, text);
    }

    public static Check degraded(String text) {
      return new Check(State.DEGRADED, text);
    }

    public static Check down(String text) {
      return new Check(State.DOWN, text);
    }
  }

  private final Map<String, Supplier<Check>> parts = new LinkedHashMap<>();

  /// Adds a part, before the server starts.
  public Health add(String name, Supplier<Check> check) {
    parts.put(name, check);
    return this;
  }

  /// Asks every part, in the order they were added. A check that throws counts as down.
  public Map<String, Check> checks() {
    Map<String, Check> results = new LinkedHashMap<>();
    parts.forEach((name, check) -> results.put(name, ask(check)));
    return results;
  }

  private static Check ask(Supplier<Check> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Check.down("check failed: " + e.getClass().getSimpleName());
    }
  }

  /// Whether traffic may be sent here: nothing is down.
  public static boolean isReady(Map<String, Check> checks) {
    return checks.values().stream().noneMatch(check -> check.state() == State.DOWN);
  }
}

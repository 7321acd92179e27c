package it.sportello.forecast;

/// Contacts that come at random and independently of each other, and take their time.
///
/// @param perSecond how many come in a second, in the mean; more than 0
/// @param handleSeconds how long one occupies an operator, in the mean; more than 0
public record Traffic(double perSecond, double handleSeconds) {
  public Traffic {
    check("perSecond", perSecond);
    check("handleSeconds", handleSeconds);
  }

  /// Returns the load in erlang: the operators it would keep busy without a pause.
  public double load() {
    return perSecond * handleSeconds;
  }

  static void check(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
    }
  }

  static void checkAgents(int agents) {
    if (agents < 1) {
      throw new IllegalArgumentException("agents: " + agents + " (expected: 1 or more)");
    }
  }

  static void checkLimit(double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("limit: " + seconds + " s (expected: 0 s or more)");
    }
  }
}

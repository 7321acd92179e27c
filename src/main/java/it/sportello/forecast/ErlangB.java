package it.sportello.forecast;

/// Calls that come at random to a number of lines and are lost when all are taken (M/M/n/n).
///
/// Source: A. K. Erlang, 1917; the recursion is the usual one, because factorials overflow from 171
/// on.
public final class ErlangB {
  private ErlangB() {}

  /// Returns the share of calls that find all lines taken, 0 to 1.
  ///
  /// @param load in erlang: calls for each second times seconds of each call; 0 or more
  /// @param lines 0 or more
  /// @throws IllegalArgumentException naming the value and what was expected
  public static double blocking(double load, int lines) {
    if (!(load >= 0) || Double.isInfinite(load)) {
      throw new IllegalArgumentException("load: " + load + " erlang (expected: 0 or more)");
    }
    if (lines < 0) {
      throw new IllegalArgumentException("lines: " + lines + " (expected: 0 or more)");
    }
    double blocked = 1;
    for (int k = 1; k <= lines; k++) {
      blocked = load * blocked / (k + load * blocked);
    }
    return blocked;
  }
}

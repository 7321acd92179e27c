package it.sportello.forecast;

/// Callers who wait as long as it takes for a number of operators (M/M/n).
///
/// With a load of as many erlang as there are operators, or more, the queue grows without end:
/// everybody waits, and for ever. Sources: A. K. Erlang, 1917; formulas as in `docs/simulate.md`.
///
/// @param agents 1 or more
public record ErlangC(Traffic traffic, int agents) implements Service {
  public ErlangC {
    Traffic.checkAgents(agents);
  }

  private boolean isStable() {
    return traffic.load() < agents;
  }

  /// Returns the share of callers who have to wait, 0 to 1.
  @Override
  public double waiting() {
    if (!isStable()) {
      return 1;
    }
    double blocked = ErlangB.blocking(traffic.load(), agents);
    return agents * blocked / (agents - traffic.load() * (1 - blocked));
  }

  /// Returns how fast the queue of those who wait gets shorter, in callers for each second.
  private double relief() {
    return (agents - traffic.load()) / traffic.handleSeconds();
  }

  @Override
  public double serviceLevel(double limitSeconds) {
    Traffic.checkLimit(limitSeconds);
    return isStable() ? 1 - waiting() * Math.exp(-relief() * limitSeconds) : 0;
  }

  @Override
  public double meanWaitSeconds() {
    return isStable() ? waiting() / relief() : Double.POSITIVE_INFINITY;
  }

  /// Returns the wait in seconds that a share `p` of the callers does not exceed.
  ///
  /// @param p 0 to 1, 1 not included
  public double waitQuantileSeconds(double p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("p: " + p + " (expected: 0 to less than 1)");
    }
    if (!isStable()) {
      return Double.POSITIVE_INFINITY;
    }
    double waiting = waiting();
    return waiting <= 1 - p ? 0 : Math.log(waiting / (1 - p)) / relief();
  }

  /// Nobody gives up.
  @Override
  public double abandonment() {
    return 0;
  }

  @Override
  public double occupancy() {
    return Math.min(1, traffic.load() / agents);
  }
}

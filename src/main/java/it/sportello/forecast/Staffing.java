package it.sportello.forecast;

import java.util.Optional;

/// The least number of operators that keeps what was promised.
///
/// @param patienceSeconds how long a caller is ready to wait, in the mean; empty if they wait as
///   long as it takes, which asks for more operators
/// @param limitSeconds within which callers shall be answered
/// @param ratio what share of all that call, 0 to 1, 1 not included
/// @param maxOccupancy what share of their time operators may talk at most, more than 0 to 1
/// @param maxAbandonment what share of callers may give up, 0 to 1
/// @param shrinkage what share of paid time operators are not there, 0 to 1, 1 not included
public record Staffing(
    Traffic traffic,
    Optional<Double> patienceSeconds,
    double limitSeconds,
    double ratio,
    double maxOccupancy,
    double maxAbandonment,
    double shrinkage) {
  /// More are not looked for: no contact center has a queue of so many.
  static final int MOST = 100_000;

  public Staffing {
    Traffic.checkLimit(limitSeconds);
    check("ratio", ratio, ratio >= 0 && ratio < 1, "0 to less than 1");
    check("maxOccupancy", maxOccupancy, maxOccupancy > 0 && maxOccupancy <= 1, "more than 0 to 1");
    check("maxAbandonment", maxAbandonment, maxAbandonment >= 0 && maxAbandonment <= 1, "0 to 1");
    check("shrinkage", shrinkage, shrinkage >= 0 && shrinkage < 1, "0 to less than 1");
    check("load", traffic.load(), traffic.load() <= MOST / 2.0, "at most " + MOST / 2 + " erlang");
    patienceSeconds.ifPresent(p -> Traffic.check("patienceSeconds", p));
  }

  private static void check(String name, double value, boolean good, String expected) {
    if (!good) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  /// What was found.
  ///
  /// @param agents who have to be there at the same time
  /// @param scheduled who have to be paid, so that as many are there
  public record Plan(int agents, int scheduled, Service service) {}

  /// Returns the least number; empty if no number does, because nobody at all may give up.
  public Optional<Plan> plan() {
    // Each condition holds for every number above the first for which it holds.
    int low = 1;
    int high = 1;
    while (!isEnough(high)) {
      if (high >= MOST) {
        return Optional.empty();
      }
      low = high + 1;
      high = Math.min(MOST, high * 2);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isEnough(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Optional.of(new Plan(high, scheduled(high), with(high)));
  }

  private boolean isEnough(int agents) {
    Service service = with(agents);
    return service.serviceLevel(limitSeconds) >= ratio
        && service.occupancy() <= maxOccupancy
        && service.abandonment() <= maxAbandonment
        && (patienceSeconds.isPresent() || traffic.load() < agents);
  }

  private Service with(int agents) {
    return patienceSeconds
        .<Service>map(patience -> new ErlangA(traffic, patience, agents))
        .orElseGet(() -> new ErlangC(traffic, agents));
  }

  /// 14 of 20 are seventy per cent, whatever binary fractions say.
  private int scheduled(int agents) {
    return (int) Math.ceil(agents / (1 - shrinkage) - 1e-9);
  }
}

package it.sportello.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// How an operator spends the day: when they have which kinds of contacts in hands.
///
/// A moment with several contacts in hands is one moment of work, as occupancy counts it.
public final class Hours {
  /// A kind of contact, and for how long at least one of it was in hands.
  private static final class Held {
    private int count;
    private Duration since = Duration.ZERO;
    private Duration sum = Duration.ZERO;

    private void count(int by, Duration now) {
      if (count > 0) {
        sum = sum.plus(now.minus(since));
      }
      since = now;
      count += by;
    }
  }

  private final Map<Scope, Held> held = new HashMap<>();
  private final Duration planned;
  private Duration idleFrom = Duration.ZERO;
  private boolean there;
  private Duration available = Duration.ZERO;
  private int contacts;

  /// @param planned length of all shifts
  Hours(Duration planned) {
    this.planned = planned;
  }

  /// A shift begins or ends.
  void isThere(boolean now, Duration at) {
    settleIdle(at);
    there = now;
  }

  /// A contact comes into hands or leaves them.
  void holds(Arrival arrival, int by, Duration at) {
    settleIdle(at);
    for (Scope scope : Scope.of(arrival)) {
      held.computeIfAbsent(scope, _ -> new Held()).count(by, at);
    }
  }

  void finished() {
    contacts++;
  }

  private void settleIdle(Duration at) {
    Held all = held.get(Scope.ALL);
    if (there && (all == null || all.count == 0)) {
      available = available.plus(at.minus(idleFrom));
    }
    idleFrom = at;
  }

  /// For how long at least one contact of this scope was in hands, after the shift too.
  public Duration busy(Scope scope) {
    Held one = held.get(scope);
    return one == null ? Duration.ZERO : one.sum;
  }

  /// For how long nothing was in hands, during the shifts.
  public Duration idle() {
    return available;
  }

  /// The share of their time with something in hands; empty if they were not there.
  public OptionalDouble occupancy() {
    double worked = busy(Scope.ALL).toNanos() / 1e9;
    double there = worked + available.toNanos() / 1e9;
    return there == 0 ? OptionalDouble.empty() : OptionalDouble.of(worked / there);
  }

  /// The length of all shifts.
  public Duration planned() {
    return planned;
  }

  /// How many contacts they finished.
  public int contacts() {
    return contacts;
  }
}

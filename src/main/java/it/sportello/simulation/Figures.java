package it.sportello.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is said of one scope.
///
/// @param offered contacts that entered a queue
/// @param answered of them, those an operator took
/// @param abandoned of them, those who left or were sent away before
/// @param released of the abandoned ones, those whom the queue sent away
/// @param waiting of the offered ones, those nobody had taken at the end
/// @param outOfHours contacts that were told that the queue is closed; not among the offered ones
/// @param overflowed of the offered ones, those who went on waiting in another queue
/// @param ofAnswered waits until an operator took them
/// @param ofAll waits of answered and abandoned ones
/// @param oldest the longest wait of those nobody had taken at the end
/// @param target of this scope, where all its contacts have the same
/// @param inTime answered contacts that waited not longer than their target
/// @param lateAnswered taken after their deadline
/// @param lateAbandoned left after their deadline
/// @param lateWaiting still waiting, after their deadline
/// @param busy for how long operators had some of it in hands
/// @param there for how long operators who may take some of it had anything in hands, or could have
public record Figures(
    Scope scope,
    int offered,
    int answered,
    int abandoned,
    int released,
    int waiting,
    int outOfHours,
    int overflowed,
    Waits ofAnswered,
    Waits ofAll,
    Optional<Duration> oldest,
    Optional<Duration> target,
    int inTime,
    int lateAnswered,
    int lateAbandoned,
    int lateWaiting,
    Duration busy,
    Duration there) {

  /// Contacts that were not taken by their deadline.
  public int breaches() {
    return lateAnswered + lateAbandoned + lateWaiting;
  }

  /// Answered within the target, of those answered and abandoned; empty if there are none.
  public OptionalDouble serviceLevel() {
    return share(inTime, answered + abandoned);
  }

  /// Abandoned, of those answered and abandoned; empty if there are none.
  public OptionalDouble abandonment() {
    return share(abandoned, answered + abandoned);
  }

  /// The share of the operators' time that this scope took; empty if nobody was there.
  public OptionalDouble occupancy() {
    return share(seconds(busy), seconds(there));
  }

  private static double seconds(Duration span) {
    return span.toNanos() / 1e9;
  }

  private static OptionalDouble share(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }
}

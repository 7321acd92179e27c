package it.sportello.simulation;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.simulation.Outcome.End;
import java.time.Duration;
import java.util.Optional;

/// How one contact is doing.
final class Course {
  final Arrival arrival;
  Optional<Duration> deadline = Optional.empty();
  Optional<OperatorId> operator = Optional.empty();
  private Optional<Duration> takenAt = Optional.empty();
  private Optional<OperatorId> takenBy = Optional.empty();
  private Optional<Duration> endedAt = Optional.empty();
  private Optional<Duration> workingSince = Optional.empty();
  private Optional<End> end = Optional.empty();
  private Duration left;
  private boolean overflowed;
  private int version;

  Course(Arrival arrival) {
    this.arrival = arrival;
    this.left = arrival.handle();
  }

  boolean isLive() {
    return arrival.channel().isLive();
  }

  boolean isTaken() {
    return takenAt.isPresent();
  }

  boolean isOver() {
    return endedAt.isPresent();
  }

  /// Everything planned so far for its operator will not happen.
  int changed() {
    return ++version;
  }

  int version() {
    return version;
  }

  void queued(Duration until, Because because) {
    deadline = Optional.of(until);
    overflowed |= because == Because.OVERFLOWED;
  }

  void taken(OperatorId by, Duration at) {
    takenAt = takenAt.or(() -> Optional.of(at));
    takenBy = Optional.of(by);
  }

  /// Returns how long the work will still take.
  Duration goesOn(Duration at) {
    workingSince = Optional.of(at);
    return left;
  }

  void rests(Duration at) {
    workingSince.ifPresent(since -> left = left.minus(at.minus(since)));
    workingSince = Optional.empty();
  }

  void over(End how, Duration at) {
    end = Optional.of(how);
    endedAt = Optional.of(at);
  }

  Outcome outcome() {
    return new Outcome(
        arrival, end.orElse(End.WAITING), deadline, takenBy, takenAt, endedAt, overflowed);
  }
}

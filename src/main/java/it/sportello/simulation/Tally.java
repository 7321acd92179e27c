package it.sportello.simulation;

import it.sportello.routing.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts the contacts of one scope.
final class Tally {
  private final Scope scope;
  private final Duration dayEnd;
  private final List<Duration> ofAnswered = new ArrayList<>();
  private final List<Duration> ofAll = new ArrayList<>();
  private final Set<Duration> targets = new HashSet<>();
  private Optional<Duration> oldest = Optional.empty();
  private int abandoned;
  private int released;
  private int waiting;
  private int outOfHours;
  private int overflowed;
  private int inTime;
  private int lateAnswered;
  private int lateAbandoned;
  private int lateWaiting;

  Tally(Scope scope, Duration dayEnd) {
    this.scope = scope;
    this.dayEnd = dayEnd;
  }

  void count(Outcome outcome, Queue.Target target) {
    targets.add(target.within());
    overflowed += outcome.overflowed() ? 1 : 0;
    switch (outcome.end()) {
      case ANSWERED -> answered(outcome, target);
      case ABANDONED -> left(outcome);
      case RELEASED -> {
        released++;
        left(outcome);
      }
      case OUT_OF_HOURS -> outOfHours++;
      case WAITING -> waiting(outcome);
    }
  }

  private void answered(Outcome outcome, Queue.Target target) {
    Duration waited = outcome.waited().orElseThrow();
    ofAnswered.add(waited);
    ofAll.add(waited);
    boolean late = isLate(outcome, outcome.takenAt().orElseThrow());
    // who waits in person counts every second, whether the office is open or not
    boolean live = outcome.arrival().channel().isLive();
    inTime += (live ? waited.compareTo(target.within()) <= 0 : !late) ? 1 : 0;
    lateAnswered += late ? 1 : 0;
  }

  private void left(Outcome outcome) {
    abandoned++;
    ofAll.add(outcome.waited().orElseThrow());
    lateAbandoned += isLate(outcome, outcome.endedAt().orElseThrow()) ? 1 : 0;
  }

  private void waiting(Outcome outcome) {
    waiting++;
    Duration waited = dayEnd.minus(outcome.arrival().at());
    oldest = Optional.of(oldest.filter(o -> o.compareTo(waited) >= 0).orElse(waited));
    lateWaiting += isLate(outcome, dayEnd) ? 1 : 0;
  }

  private static boolean isLate(Outcome outcome, Duration at) {
    return outcome.deadline().filter(deadline -> at.compareTo(deadline) > 0).isPresent();
  }

  Figures figures(Duration busy, Duration there) {
    return new Figures(
        scope,
        ofAnswered.size() + abandoned + waiting,
        ofAnswered.size(),
        abandoned,
        released,
        waiting,
        outOfHours,
        overflowed,
        Waits.of(ofAnswered),
        Waits.of(ofAll),
        oldest,
        targets.size() == 1 ? Optional.of(targets.iterator().next()) : Optional.empty(),
        inTime,
        lateAnswered,
        lateAbandoned,
        lateWaiting,
        busy,
        there);
  }
}

package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.journal.Fact;
import it.sportello.routing.Queue.OpeningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How fast the written work of a queue is taken: the opening time between one contact that was
/// taken and the next, while others waited.
///
/// @param last when the last one was taken
/// @param seconds the oldest first, at most fifteen; an interval in which the queue was empty for a
///   while is not among them, because it says nothing about how long somebody waits
public record WorkPace(QueueId queue, Instant last, List<Integer> seconds) implements Fact {
  private static final int KEPT = 15;

  /// Fewer intervals say too little.
  private static final int NEEDED = 3;

  public WorkPace {
    seconds = List.copyOf(seconds);
  }

  @Override
  public String subject() {
    return "queue/" + queue;
  }

  @Override
  public boolean superseded() {
    return true;
  }

  /// Returns the pace after a contact was taken.
  ///
  /// @param since when that contact began to wait: if it waited already at the time of the one
  ///   before, the queue was never empty in between
  static WorkPace taken(
      QueueId queue, Optional<WorkPace> before, Instant since, Instant now, OpeningClock opening) {
    var all = new ArrayList<>(before.map(WorkPace::seconds).orElse(List.of()));
    before
        .map(WorkPace::last)
        .filter(last -> !since.isAfter(last))
        .ifPresent(last -> all.add((int) opening.between(last, now).toSeconds()));
    return new WorkPace(queue, now, all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /// Returns how long it may take until the contact at this place is taken, nights included; empty
  /// while too little is known.
  ///
  /// @param place among the written work of the queue, from 1
  Optional<Duration> waitAt(int place, Instant now, OpeningClock opening) {
    if (seconds.size() < NEEDED) {
      return Optional.empty();
    }
    int median = seconds.stream().sorted().toList().get(seconds.size() / 2);
    Duration work = Duration.ofSeconds((long) median * place);
    return Optional.of(Duration.between(now, opening.plus(now, work)));
  }
}

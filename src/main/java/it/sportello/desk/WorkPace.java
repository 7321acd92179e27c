package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.journal.Fact;
import it.sportello.routing.Queue.OpeningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How fast the written work of a queue is taken: the opening time between one contact that was
/// taken and the next, while others waited.
///
/// @param last when the last one was taken
/// @param seconds the oldest first, at most fifteen; an interval in which the queue was empty for a
///   while is not among them, because it says nothing about how long somebody waits
public record WorkPace(QueueId queue, Instant last, List<Integer> seconds) implements Fact {
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
    List<Integer> known = before.map(WorkPace::seconds).orElse(List.of());
    List<Integer> measured =
        before
            .map(WorkPace::last)
            .filter(last -> !since.isAfter(last))
            .map(last -> Recent.with(known, (int) opening.between(last, now).toSeconds()))
            .orElse(known);
    return new WorkPace(queue, now, measured);
  }

  /// Returns how long it may take until the contact at this place is taken, nights included; empty
  /// while too little is known.
  ///
  /// @param place among the written work of the queue, from 1
  Optional<Duration> waitAt(int place, Instant now, OpeningClock opening) {
    OptionalInt median = Recent.median(seconds);
    if (median.isEmpty()) {
      return Optional.empty();
    }
    Duration work = Duration.ofSeconds((long) median.getAsInt() * place);
    return Optional.of(Duration.between(now, opening.plus(now, work)));
  }
}

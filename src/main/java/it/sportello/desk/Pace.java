package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.journal.Fact;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How fast a queue moves: for each of its last answered callers the wait in seconds, divided by
/// the place they had on entering.
///
/// @param seconds the oldest first, at most fifteen
public record Pace(QueueId queue, List<Integer> seconds) implements Fact {
  public Pace {
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

  /// Returns the pace after one more caller was answered.
  Pace after(int secondsPerPlace) {
    return new Pace(queue, Recent.with(seconds, secondsPerPlace));
  }

  /// Returns the wait to be expected at a place, in minutes, rounded up; empty while too little is
  /// known.
  Optional<Integer> minutesAt(int position) {
    OptionalInt median = Recent.median(seconds);
    return median.isEmpty()
        ? Optional.empty()
        : Optional.of(Math.max(1, Math.ceilDiv(median.getAsInt() * position, 60)));
  }
}

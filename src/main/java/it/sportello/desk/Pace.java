package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.journal.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How fast a queue moves: for each of its last answered callers the wait in seconds, divided by
/// the place they had on entering.
///
/// @param seconds the oldest first, at most fifteen
public record Pace(QueueId queue, List<Integer> seconds) implements Fact {
  private static final int KEPT = 15;

  /// Fewer waits say too little: one caller who was lucky would promise the same to all.
  private static final int NEEDED = 3;

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
    var all = new ArrayList<>(seconds);
    all.add(secondsPerPlace);
    return new Pace(queue, all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /// Returns the wait to be expected at a place, in minutes, rounded up; empty while too little is
  /// known. The median: one long or short wait must not change what everybody is told.
  Optional<Integer> minutesAt(int position) {
    if (seconds.size() < NEEDED) {
      return Optional.empty();
    }
    int median = seconds.stream().sorted().toList().get(seconds.size() / 2);
    return Optional.of(Math.max(1, Math.ceilDiv(median * position, 60)));
  }
}

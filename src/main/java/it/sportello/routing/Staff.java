package it.sportello.routing;

import it.sportello.base.QueueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many operators are present for each queue, whatever they are doing.
final class Staff {
  private final Map<Seat, List<QueueId>> serves = new HashMap<>();
  private final Set<Seat> present = new HashSet<>();
  private final Map<QueueId, Integer> count = new HashMap<>();
  private boolean changed = true;

  Staff(Collection<Queue> queues, Collection<Seat> seats) {
    for (Seat seat : seats) {
      var served = new ArrayList<QueueId>();
      queues.stream().filter(q -> Lines.serves(seat, q)).forEach(q -> served.add(q.id()));
      serves.put(seat, served);
    }
  }

  void changed(Seat seat) {
    boolean here = seat.isPresent();
    if (here ? present.add(seat) : present.remove(seat)) {
      changed = true;
      serves
          .getOrDefault(seat, List.of())
          .forEach(q -> count.merge(q, here ? 1 : -1, Integer::sum));
    }
  }

  /// Whether somebody came or went since this was last asked, or it was never asked.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /// What was asked about changes was taken back.
  void lookAgain() {
    changed = true;
  }

  boolean isStaffed(QueueId queue) {
    return count.getOrDefault(queue, 0) > 0;
  }
}

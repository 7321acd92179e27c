package it.sportello.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Everything that happens by itself, ordered by when.
final class Deadlines {
  private record Due(Instant at, String key, Object id) {
    static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::key);
  }

  private final TreeSet<Due> due = new TreeSet<>(Due.ORDER);

  void add(Optional<Instant> at, Object id) {
    at.ifPresent(instant -> due.add(due(instant, id)));
  }

  void remove(Optional<Instant> at, Object id) {
    at.ifPresent(instant -> due.remove(due(instant, id)));
  }

  Optional<Instant> next() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  /// The ids of contacts, operators and messages whose instant has come, earliest first.
  List<Object> until(Instant now) {
    var ids = new ArrayList<>();
    for (Due d : due) {
      if (d.at().isAfter(now)) {
        break;
      }
      ids.add(d.id());
    }
    return ids;
  }

  private static Due due(Instant at, Object id) {
    return new Due(at, id.getClass().getSimpleName() + id, id);
  }
}

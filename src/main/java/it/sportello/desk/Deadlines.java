package it.sportello.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Everything that happens by itself, ordered by when: one instant for each contact, operator and
/// call.
final class Deadlines {
  private record Due(Instant at, String key, Object id) {
    static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::key);
  }

  private final TreeSet<Due> due = new TreeSet<>(Due.ORDER);
  private final Map<Object, Due> byId = new HashMap<>();

  /// Says when something happens to `id`, whatever was said before; empty: nothing does.
  void set(Object id, Optional<Instant> at) {
    Due before = byId.remove(id);
    if (before != null) {
      due.remove(before);
    }
    if (at.isPresent()) {
      var now = new Due(at.get(), id.getClass().getSimpleName() + id, id);
      byId.put(id, now);
      due.add(now);
    }
  }

  Optional<Instant> next() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  /// When something happens to `id`.
  Optional<Instant> of(Object id) {
    return Optional.ofNullable(byId.get(id)).map(Due::at);
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
}

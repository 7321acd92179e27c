package it.sportello.history;

import it.sportello.base.ContactId;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares two stores that should say the same, for example a live view and a rebuilt one.
public final class HistoryDiff {
  private HistoryDiff() {}

  /// A contact about which two stores differ.
  ///
  /// @param where the components of [ContactHistory] that are not equal; `first` or `second` if
  ///   only that store has the contact
  public record Difference(ContactId id, List<String> where) {}

  /// Returns the contacts that differ among those that arrived in `[from, to)`, according to either
  /// store, newest first. Both stores must have reached the same entry.
  public static List<Difference> compare(
      HistoryStore first, HistoryStore second, Instant from, Instant to) {
    var differences = new ArrayList<Difference>();
    first.arrivedBetween(
        from,
        to,
        HistoryStore.Visitor.all(
            a -> {
              List<String> where = where(a, second.contact(a.id()));
              if (!where.isEmpty()) {
                differences.add(new Difference(a.id(), where));
              }
            }));
    second.arrivedBetween(
        from,
        to,
        HistoryStore.Visitor.all(
            b -> {
              if (first.contact(b.id()).isEmpty()) {
                differences.add(new Difference(b.id(), List.of("second")));
              }
            }));
    return List.copyOf(differences);
  }

  private static List<String> where(ContactHistory a, Optional<ContactHistory> b) {
    if (b.isEmpty()) {
      return List.of("first");
    }
    var names = new ArrayList<String>();
    for (RecordComponent component : ContactHistory.class.getRecordComponents()) {
      if (!value(component, a).equals(value(component, b.get()))) {
        names.add(component.getName());
      }
    }
    return List.copyOf(names);
  }

  private static Object value(RecordComponent component, ContactHistory history) {
    try {
      return component.getAccessor().invoke(history);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}

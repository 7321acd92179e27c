package it.sportello.simulation;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// What will happen, by when. At the same moment in the order of [Kind], then as it was entered.
final class Agenda {
  /// The kinds of things that happen, in the order in which they do at the same moment.
  enum Kind {
    SHIFT_ENDS,
    SHIFT_BEGINS,
    WORK_ENDS,
    WRAP_UP_ENDS,
    ACCEPTS,
    ARRIVES,
    PATIENCE_ENDS
  }

  /// Something that will happen.
  ///
  /// @param contact whom it is about, or nobody
  /// @param operator whom it is about, or nobody
  /// @param version of the contact's course; if that changes, this will not happen
  record Item(
      Duration at,
      Kind kind,
      long number,
      Optional<ContactId> contact,
      Optional<OperatorId> operator,
      int version) {
    private static final Comparator<Item> ORDER =
        Comparator.comparing(Item::at).thenComparing(Item::kind).thenComparingLong(Item::number);
  }

  private final PriorityQueue<Item> items = new PriorityQueue<>(Item.ORDER);
  private long entered;

  void add(Duration at, Kind kind, OperatorId operator) {
    items.add(new Item(at, kind, entered++, Optional.empty(), Optional.of(operator), 0));
  }

  void add(Duration at, Kind kind, ContactId contact, int version) {
    items.add(new Item(at, kind, entered++, Optional.of(contact), Optional.empty(), version));
  }

  Optional<Item> next() {
    return Optional.ofNullable(items.poll());
  }

  /// When the next one will happen.
  Optional<Duration> nextAt() {
    return Optional.ofNullable(items.peek()).map(Item::at);
  }
}

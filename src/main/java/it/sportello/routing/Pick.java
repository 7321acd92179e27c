package it.sportello.routing;

import java.util.Comparator;

/// One contact for one operator that could be, and the rule that says so.
record Pick(Place place, Seat seat, String rule) {
  static final String WAITED_TOO_LONG = "waited-too-long";
  static final String MOST_URGENT = "most-urgent";
  private static final String MOVED = "moved-by-supervisor";

  static Pick of(Place place, Seat seat, String rule) {
    return new Pick(place, seat, place.isInFront() ? MOVED : rule);
  }

  /// What a supervisor put to the front, then what has waited too long, then the others.
  private int rank() {
    return switch (rule) {
      case MOVED -> 0;
      case WAITED_TOO_LONG -> 1;
      default -> 2;
    };
  }

  /// @param places the order of contacts of the same rank, but for those that have waited too long:
  ///   the oldest of them comes first
  static Comparator<Pick> order(Comparator<Place> places) {
    return (a, b) -> {
      if (a.rank() != b.rank()) {
        return Integer.compare(a.rank(), b.rank());
      }
      return (a.rank() == 1 ? Place.AGE : places).compare(a.place, b.place);
    };
  }
}

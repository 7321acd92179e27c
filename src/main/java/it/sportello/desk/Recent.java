package it.sportello.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What was measured of late, as far as something can be foretold from it.
final class Recent {
  private static final int KEPT = 15;

  /// Fewer say too little: one who was lucky would promise the same to all.
  private static final int NEEDED = 3;

  private Recent() {}

  /// Returns the last fifteen, the oldest first.
  static List<Integer> with(List<Integer> before, int next) {
    var all = new ArrayList<>(before);
    all.add(next);
    return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /// Returns the middle one: a single long or short one must not change what everybody is told.
  /// Empty while there are too few.
  static OptionalInt median(List<Integer> measured) {
    return measured.size() < NEEDED
        ? OptionalInt.empty()
        : OptionalInt.of(measured.stream().sorted().toList().get(measured.size() / 2));
  }
}

package it.sportello.routing;

import java.util.Comparator;

/// The order in which waiting contacts are taken, over all channels. Fixed when the [Matcher] is
/// made, so that a simulation can compare orders on the real core.
public enum Order {
  /// Ours: live before written, then least slack to the deadline weighted by priority, then age.
  /// Written work that has waited longer than its queue's starvation bound comes before all.
  DEADLINE,
  /// Highest priority first, then age: no deadline, no channel before another, no bound.
  PRIORITY,
  /// Whoever came first: no priority, no deadline, no bound.
  FIFO;

  /// Total, and without regard to time: a place never changes it while it is kept.
  Comparator<Place> places() {
    Comparator<Place> age = Comparator.comparing(Place::since).thenComparing(Place::id);
    return switch (this) {
      case DEADLINE ->
          Comparator.comparing((Place p) -> !p.contact().isLive())
              .thenComparing(Place::urgentFrom)
              .thenComparing(age);
      case PRIORITY ->
          Comparator.comparingInt((Place p) -> -p.contact().priority()).thenComparing(age);
      case FIFO -> age;
    };
  }

  /// Whether written work that has waited too long comes before everything else.
  boolean hasStarvationBound() {
    return this == DEADLINE;
  }
}

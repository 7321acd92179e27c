package it.sportello.routing;

import it.sportello.base.OperatorId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// All contacts with the same [Demand], in order, and the operators who may take one now.
final class Line {
  /// An operator who is free, how much they have in hands and since when they have nothing: whoever
  /// is before is asked first.
  ///
  /// @param load 0 where the choice does not look at it
  record Free(int load, Instant idleSince, OperatorId operator) {
    static final Comparator<Free> ORDER =
        Comparator.comparingInt(Free::load)
            .thenComparing(Free::idleSince)
            .thenComparing(Free::operator);
  }

  final Demand demand;
  final Duration starveAfter;
  final TreeSet<Free> free = new TreeSet<>(Free.ORDER);
  final Crew crew;
  private final boolean starves;
  private final TreeSet<Place> byUrgency;
  private final TreeSet<Place> byAge = new TreeSet<>(Place.AGE);

  Line(Demand demand, Crew crew, Duration starveAfter, Order order) {
    this.demand = demand;
    this.crew = crew;
    this.starves = order.hasStarvationBound() && !demand.live();
    this.byUrgency = new TreeSet<>(order.places());
    this.starveAfter = starveAfter;
  }

  void add(Place place) {
    byUrgency.add(place);
    byAge.add(place);
  }

  void remove(Place place) {
    byUrgency.remove(place);
    byAge.remove(place);
  }

  SortedSet<Place> byUrgency() {
    return Collections.unmodifiableSortedSet(byUrgency);
  }

  boolean isEmpty() {
    return byUrgency.isEmpty();
  }

  /// The most urgent contact that this operator may be asked about.
  Optional<Place> firstFor(OperatorId operator, Instant now) {
    return first(byUrgency, operator, now);
  }

  /// The oldest contact that this operator may be asked about, if it has waited longer than the
  /// bound.
  Optional<Place> starvingFor(OperatorId operator, Instant now) {
    return starves
        ? first(byAge, operator, now).filter(p -> !p.since().plus(starveAfter).isAfter(now))
        : Optional.empty();
  }

  private static Optional<Place> first(SortedSet<Place> places, OperatorId operator, Instant now) {
    for (Place place : places) {
      if (!place.isClosedTo(operator, now)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }
}

package it.sportello.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;

/// Many lines read as one, in order, as far as somebody wants to know.
final class Merged {
  private record Head(Place place, Iterator<Place> rest) {}

  private Merged() {}

  /// The first of all, without looking at the others.
  ///
  /// @param order by which each of the sources is sorted
  static List<Place> first(
      Collection<? extends SortedSet<Place>> sources, Comparator<Place> order, int most) {
    var heads = new PriorityQueue<Head>(Comparator.comparing(Head::place, order));
    sources.forEach(source -> push(heads, source.iterator()));
    var first = new ArrayList<Place>();
    while (!heads.isEmpty() && first.size() < most) {
      Head head = heads.remove();
      first.add(head.place());
      push(heads, head.rest());
    }
    return first;
  }

  private static void push(PriorityQueue<Head> heads, Iterator<Place> rest) {
    if (rest.hasNext()) {
      heads.add(new Head(rest.next(), rest));
    }
  }
}

package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Computes figures from histories: for each definition in all, and for each queue and channel that
/// has something.
///
/// Fill it with every history of the period, then ask once. Not for several threads.
public final class Catalogue {
  private record Cell(Optional<QueueId> queue, Optional<Channel> channel) {}

  private static final Cell ALL = new Cell(Optional.empty(), Optional.empty());

  private final List<Definition> definitions;
  private final QueueClock clock;
  private final Instant now;
  private final Map<Cell, List<Tally>> cells = new LinkedHashMap<>();

  /// @param now for what is still open
  public Catalogue(List<Definition> definitions, QueueClock clock, Instant now) {
    this.definitions = List.copyOf(definitions);
    this.clock = clock;
    this.now = now;
    cells.put(ALL, tallies());
  }

  /// Counts one contact: each of its legs, in its own queue.
  public void add(ContactHistory history) {
    for (Leg leg : history.legs()) {
      var own = new Cell(Optional.of(leg.queue()), Optional.of(leg.channel()));
      cells.computeIfAbsent(ALL, _ -> tallies()).forEach(t -> t.add(leg));
      cells.computeIfAbsent(own, _ -> tallies()).forEach(t -> t.add(leg));
    }
  }

  /// Returns the figures: all queues first, then each queue and channel for which there was
  /// something to measure.
  public List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    var order =
        Comparator.comparing((Cell c) -> c.queue().map(QueueId::value).orElse(""))
            .thenComparing(c -> c.channel().map(Channel::code).orElse(""));
    cells.keySet().stream()
        .sorted(order)
        .forEach(
            cell -> {
              List<Tally> tallies = cells.getOrDefault(cell, List.of());
              for (int i = 0; i < tallies.size(); i++) {
                Tally tally = tallies.get(i);
                if (cell.equals(ALL) || tally.denominator() > 0) {
                  figures.add(
                      Figure.of(
                          definitions.get(i),
                          cell.queue(),
                          cell.channel(),
                          tally.numerator(),
                          tally.denominator()));
                }
              }
            });
    return figures;
  }

  private List<Tally> tallies() {
    return definitions.stream().map(d -> new Tally(d, clock, now)).toList();
  }
}

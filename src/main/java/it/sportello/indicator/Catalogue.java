package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Satisfaction;
import it.sportello.history.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Computes figures from histories: for each definition in all, and for each queue and channel that
/// has something.
///
/// Waits belong to the period in which they began, work to the one in which it ended, first replies
/// to the one in which the message was received, opinions to the one in which the wait began,
/// promised calls back to the one of the promise. Fill it with every history of which a leg began
/// or ended in the period, then ask once. Not for several threads.
public final class Catalogue {
  private record Cell(Optional<QueueId> queue, Optional<Channel> channel) {}

  private static final Cell ALL = new Cell(Optional.empty(), Optional.empty());

  private final List<Definition> definitions;
  private final QueueClock clock;
  private final Period period;
  private final Instant now;
  private final Map<Cell, List<Tally>> cells = new LinkedHashMap<>();

  /// @param now for what is still open
  public Catalogue(List<Definition> definitions, QueueClock clock, Period period, Instant now) {
    this.definitions = List.copyOf(definitions);
    this.clock = clock;
    this.period = period;
    this.now = now;
    cells.put(ALL, tallies());
  }

  /// Counts one contact: each of its legs, in its own queue, and each message it began with.
  public void add(ContactHistory history) {
    Optional<Promise> promise = history.promise();
    for (Leg leg : history.legs()) {
      if (period.contains(leg.enteredAt())) {
        boolean calledBack = isAnsweredByCallingBack(promise, leg);
        count(leg.queue(), leg.channel(), tally -> tally.waited(leg, calledBack));
      }
      if (leg.endedAt().filter(period::contains).isPresent()) {
        count(leg.queue(), leg.channel(), tally -> tally.worked(leg));
      }
    }
    promise.ifPresent(p -> countPromised(history, p));
    history.satisfaction().ifPresent(s -> countAsked(history, s));
    for (FirstReply reply : FirstReply.of(history.legs())) {
      if (period.contains(reply.receivedAt())) {
        count(reply.queue(), reply.channel(), tally -> tally.received(reply));
      }
    }
  }

  private static boolean isAnsweredByCallingBack(Optional<Promise> promise, Leg leg) {
    return promise
        .filter(Promise::isKept)
        .filter(p -> leg.answeredAt().equals(p.ended()))
        .isPresent();
  }

  /// For the queue in which the caller waits, or waited when it ended.
  private void countPromised(ContactHistory history, Promise promise) {
    if (!period.contains(promise.at())) {
      return;
    }
    history.legs().stream()
        .filter(leg -> !leg.enteredAt().isAfter(promise.at()))
        .reduce((_, last) -> last)
        .ifPresent(leg -> count(leg.queue(), leg.channel(), t -> t.promised(leg.queue(), promise)));
  }

  /// It counts on the day on which the stay began that it is about: the last one of that queue
  /// before the question.
  private void countAsked(ContactHistory history, Satisfaction satisfaction) {
    history.legs().stream()
        .filter(leg -> leg.queue().equals(satisfaction.queue()))
        .filter(leg -> !leg.enteredAt().isAfter(satisfaction.askedAt()))
        .reduce((_, last) -> last)
        .filter(leg -> period.contains(leg.enteredAt()))
        .ifPresent(leg -> count(leg.queue(), leg.channel(), tally -> tally.asked(satisfaction)));
  }

  private void count(QueueId queue, Channel channel, Consumer<Tally> one) {
    var own = new Cell(Optional.of(queue), Optional.of(channel));
    cells.computeIfAbsent(ALL, _ -> tallies()).forEach(one);
    cells.computeIfAbsent(own, _ -> tallies()).forEach(one);
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

package it.sportello.simulation;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a day came to: figures in all, by channel, by queue, by queue and channel.
///
/// A contact counts for the queue it wanted, also if it was answered in another one after an
/// overflow.
///
/// @param figures all first, then channels, then each queue with its channels
/// @param operators how each spent the day, by name
/// @param warnings what whoever reads the figures should know
public record Report(
    Day day, List<Figures> figures, Map<OperatorId, Hours> operators, List<String> warnings) {
  public Report {
    figures = List.copyOf(figures);
    warnings = List.copyOf(warnings);
  }

  /// Counts.
  public static Report of(Day day) {
    Map<QueueId, Queue> queues = day.plan().rules().queues();
    var tallies = new TreeMap<Scope, Tally>(Scope.ORDER);
    tallies.put(Scope.ALL, new Tally(Scope.ALL, day.end()));
    for (Outcome outcome : day.outcomes()) {
      Arrival arrival = outcome.arrival();
      Queue.Target target = queue(queues, arrival.queue()).target(arrival.channel());
      for (Scope scope : Scope.of(arrival)) {
        tallies.computeIfAbsent(scope, s -> new Tally(s, day.end())).count(outcome, target);
      }
    }
    var figures = new ArrayList<Figures>();
    tallies.forEach(
        (scope, tally) -> figures.add(tally.figures(busy(scope, day), there(scope, day))));
    return new Report(day, figures, new TreeMap<>(day.operators()), Unserved.warnings(day));
  }

  static Queue queue(Map<QueueId, Queue> queues, QueueId id) {
    Queue queue = queues.get(id);
    if (queue == null) {
      throw new IllegalStateException("no queue " + id);
    }
    return queue;
  }

  private static Duration busy(Scope scope, Day day) {
    return day.operators().values().stream()
        .map(hours -> hours.busy(scope))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration there(Scope scope, Day day) {
    Duration sum = Duration.ZERO;
    for (Worker worker : day.plan().workers()) {
      Hours hours = day.operators().get(worker.profile().id());
      if (hours != null && mayTake(worker.profile(), scope, day)) {
        sum = sum.plus(hours.busy(Scope.ALL)).plus(hours.idle());
      }
    }
    return sum;
  }

  private static boolean mayTake(OperatorProfile operator, Scope scope, Day day) {
    boolean channel =
        scope.channel().isEmpty() || operator.capacity().getOrDefault(scope.channel().get(), 0) > 0;
    boolean queue =
        scope.queue().isEmpty()
            || (operator.queues().contains(scope.queue().get())
                && Unserved.has(
                    operator, queue(day.plan().rules().queues(), scope.queue().get()).skills()));
    return channel && queue;
  }
}

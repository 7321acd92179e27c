package it.sportello.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.routing.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Why contacts are ordered by deadline: the same days in each order.
class MixedDayTest {
  private static final int SEEDS = 6;

  /// Deadlines on each single day; calls over all days, because which operator is free by chance
  /// moves a day's service level by a per cent in either direction.
  @Test
  void oursBreaksFewerDeadlinesAndAnswersCallsAsWell() {
    Map<Order, Integer> inTime = new EnumMap<>(Order.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Map<Order, Integer> breaches = new EnumMap<>(Order.class);
      for (Order order : Order.values()) {
        List<Figures> figures = Report.of(Simulation.run(MixedDay.plan(seed, order))).figures();
        Figures voice = figures.get(1);
        assertEquals(Optional.of(Channel.VOICE), voice.scope().channel());
        breaches.put(order, figures.getFirst().breaches());
        // the same calls in each order: their number is the denominator
        inTime.merge(order, voice.inTime(), Integer::sum);
      }
      String said = "seed " + seed + ": " + breaches;
      int ours = breaches.getOrDefault(Order.DEADLINE, 0);
      assertTrue(ours < breaches.getOrDefault(Order.FIFO, 0), said);
      assertTrue(ours < breaches.getOrDefault(Order.PRIORITY, 0), said);
    }
    int ours = inTime.getOrDefault(Order.DEADLINE, 0);
    assertTrue(ours >= inTime.getOrDefault(Order.FIFO, 0), inTime::toString);
    assertTrue(ours >= inTime.getOrDefault(Order.PRIORITY, 0), inTime::toString);
  }

  /// Calls without end for one operator: a mail is taken all the same once it has waited too long.
  @Test
  void writtenWorkIsReachedThoughThePhoneNeverStops() {
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < 60; i++) {
      arrivals.add(Days.call(i + 2, i * 50L, 60));
    }
    arrivals.add(Days.mail(100, 10, 30));
    List<Worker> one = List.of(Days.worker("anna", 0, 100_000));
    Plan plan = Days.plan(Days.rules(Order.DEADLINE), one, arrivals);
    Duration waited = Simulation.run(plan).outcomes().getLast().waited().orElseThrow();
    assertTrue(waited.compareTo(Days.STARVE) >= 0, "not before the bound: " + waited);
    assertTrue(waited.compareTo(Days.STARVE.plusSeconds(60)) <= 0, "a call later: " + waited);
  }
}

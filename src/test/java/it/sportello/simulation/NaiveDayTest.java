package it.sportello.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.routing.Order;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The desk's own decisions against a simulator that was written apart, contact by contact.
class NaiveDayTest {
  private static final int DAYS = Integer.getInteger("sportello.histories", 1_500);

  private final long seed = Long.getLong("sportello.seed", new Random().nextLong());

  @ParameterizedTest
  @EnumSource(Order.class)
  void everyContactFaresTheSame(Order order) {
    for (int i = 0; i < DAYS; i++) {
      Plan plan = RandomDays.plan(new Random(seed + i), order);
      String where = "sportello.seed=" + seed + " day " + i + " " + order;
      assertEquals(
          NaiveDay.run(plan, order),
          Days.said(Simulation.run(plan)),
          () -> where + "\n" + plan.arrivals() + "\n" + plan.workers());
    }
  }
}

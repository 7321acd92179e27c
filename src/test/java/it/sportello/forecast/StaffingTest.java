package it.sportello.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How many it takes.
class StaffingTest {
  private static final Traffic OFFICE = new Traffic(100 / 1800.0, 180);

  private static Staffing staffing(Traffic traffic, double limit, double ratio, double occupancy) {
    return new Staffing(traffic, Optional.empty(), limit, ratio, occupancy, 1, 0.3);
  }

  @Test
  void takesAsManyAsPublished() {
    Staffing.Plan plan = staffing(OFFICE, 20, 0.8, 0.85).plan().orElseThrow();
    assertEquals(14, plan.agents());
    assertEquals(20, plan.scheduled());
    assertEquals(0.8883500191794669, plan.service().serviceLevel(20), 1e-14);
    assertEquals(0.7142857, plan.service().occupancy(), 1e-7);
    var hour = new Traffic(250 / 3600.0, 330);
    assertEquals(28, staffing(hour, 30, 0.8, 1).plan().orElseThrow().agents());
  }

  @Test
  void thirteenAreNineteenAtThirtyPerCent() {
    var patient = new Staffing(OFFICE, Optional.of(300.0), 20, 0.8, 1, 1, 0.3);
    Staffing.Plan plan = patient.plan().orElseThrow();
    assertTrue(plan.agents() <= 13, () -> "impatient callers need fewer: " + plan);
    var thirteen = new Staffing(OFFICE, Optional.of(300.0), 20, 0.85, 1, 1, 0.3).plan();
    assertEquals(13, thirteen.orElseThrow().agents());
    assertEquals(19, thirteen.orElseThrow().scheduled());
  }

  @Test
  void takesMoreWhereOperatorsShallRest() {
    int usual = staffing(OFFICE, 20, 0.8, 1).plan().orElseThrow().agents();
    assertEquals(20, staffing(OFFICE, 20, 0.8, 0.5).plan().orElseThrow().agents());
    assertTrue(usual < 20);
  }

  @Test
  void neverTakesFewerThanTheLoad() {
    // a promise of nothing still needs a queue that ends
    assertEquals(11, staffing(OFFICE, 20, 0, 1).plan().orElseThrow().agents());
  }

  @Test
  void saysWhenNoNumberIsEnough() {
    var nobodyMayGiveUp = new Staffing(OFFICE, Optional.of(1e-3), 20, 0.8, 1e-6, 0, 0);
    assertTrue(nobodyMayGiveUp.plan().isEmpty());
  }

  @Test
  void oneLessIsNeverEnough() {
    long seed = Long.getLong("sportello.seed", 5);
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var traffic = new Traffic(0.001 + random.nextDouble(), 10 + random.nextInt(600));
      Optional<Double> patience =
          random.nextBoolean() ? Optional.of(10.0 + random.nextInt(600)) : Optional.empty();
      double ratio = random.nextInt(100) / 100.0;
      double occupancy = 0.5 + random.nextInt(51) / 100.0;
      double abandonment = 0.02 + random.nextInt(10) / 100.0;
      var staffing = new Staffing(traffic, patience, 20, ratio, occupancy, abandonment, 0.2);
      Staffing.Plan plan = staffing.plan().orElseThrow();
      String where = "sportello.seed=" + seed + " case " + i + ": " + staffing + " " + plan;
      assertTrue(isEnough(staffing, plan.service()), where);
      if (plan.agents() > 1) {
        Service less =
            patience
                .<Service>map(p -> new ErlangA(traffic, p, plan.agents() - 1))
                .orElseGet(() -> new ErlangC(traffic, plan.agents() - 1));
        assertFalse(isEnough(staffing, less), where);
      }
      assertTrue(plan.scheduled() * 0.8 >= plan.agents() - 1e-6, where);
      assertTrue((plan.scheduled() - 1) * 0.8 < plan.agents(), where);
    }
  }

  private static boolean isEnough(Staffing wanted, Service service) {
    return service.serviceLevel(20) >= wanted.ratio()
        && service.occupancy() <= wanted.maxOccupancy()
        && service.abandonment() <= wanted.maxAbandonment()
        && !Double.isInfinite(service.meanWaitSeconds());
  }

  @Test
  void refusesWhatCannotBe() {
    assertEquals(
        "ratio: 1.0 (expected: 0 to less than 1)",
        assertThrows(IllegalArgumentException.class, () -> staffing(OFFICE, 20, 1, 1))
            .getMessage());
    assertEquals(
        "maxOccupancy: 0.0 (expected: more than 0 to 1)",
        assertThrows(IllegalArgumentException.class, () -> staffing(OFFICE, 20, 0.8, 0))
            .getMessage());
  }
}

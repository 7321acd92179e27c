package it.sportello.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The formulas against published figures, against each other, and at their limits.
class ErlangTest {
  private static final int CASES = 300;
  private final long seed = Long.getLong("sportello.seed", 20261127);
  private final Random random = new Random(seed);

  /// 100 calls in half an hour, three minutes each.
  private static final Traffic OFFICE = new Traffic(100 / 1800.0, 180);

  private static Traffic erlangs(double load) {
    return new Traffic(load / 100, 100);
  }

  @Test
  void blocksAsPublished() {
    assertEquals(78_125 / 1_115_309.0, ErlangB.blocking(5, 8), 1e-15);
    assertEquals(1_562_500 / 7_281_587.0, ErlangB.blocking(10, 10), 1e-15);
    assertEquals(1, ErlangB.blocking(3, 0));
    assertEquals(0, ErlangB.blocking(0, 3));
  }

  @Test
  void blocksWithThousandsOfLinesWithoutOverflow() {
    assertEquals(0.0, ErlangB.blocking(1, 5_000), 1e-300);
    // the known limit for load = lines: sqrt(2 / (pi n))
    assertEquals(Math.sqrt(2 / (Math.PI * 100_000)), ErlangB.blocking(100_000, 100_000), 1e-5);
  }

  @Test
  void waitsAsPublished() {
    assertEquals(4 / 9.0, new ErlangC(erlangs(2), 3).waiting(), 1e-15);
    assertEquals(0.1741319335950498, new ErlangC(erlangs(10), 14).waiting(), 1e-15);
    assertEquals(0.23870, new ErlangC(erlangs(48), 55).waiting(), 5e-6);
  }

  @Test
  void answersInTimeAsPublished() {
    var office = new ErlangC(OFFICE, 14);
    assertEquals(0.8883500191794669, office.serviceLevel(20), 1e-14);
    assertEquals(0.7142857, office.occupancy(), 1e-7);
    var impatient = new ErlangA(OFFICE, 300, 13);
    assertEquals(0.858, impatient.serviceLevel(20), 5e-4);
    assertEquals(0.750, impatient.occupancy(), 5e-4);
    assertEquals(0.025, impatient.abandonment(), 5e-4);
  }

  @Test
  void waitsAreThoseOfTheirDistribution() {
    var c = new ErlangC(OFFICE, 12);
    for (double p : new double[] {0.5, 0.8, 0.9, 0.99}) {
      double quantile = c.waitQuantileSeconds(p);
      if (quantile > 0) {
        assertEquals(p, c.serviceLevel(quantile), 1e-12);
      } else {
        assertTrue(c.serviceLevel(0) >= p);
      }
    }
    double mean = 0;
    for (double t = 0.05; t < 4_000; t += 0.1) {
      mean += (1 - c.serviceLevel(t)) * 0.1;
    }
    assertEquals(c.meanWaitSeconds(), mean, 1e-3);
    assertEquals(c.meanWaitSeconds() * 100 / 1800, c.meanQueue(), 1e-12);
  }

  @Test
  void endlessPatienceIsErlangC() {
    var c = new ErlangC(OFFICE, 13);
    var a = new ErlangA(OFFICE, 1e7, 13);
    assertEquals(c.waiting(), a.waiting(), 1e-5);
    assertEquals(c.serviceLevel(20), a.serviceLevel(20), 1e-5);
    assertEquals(c.meanWaitSeconds(), a.meanWaitSeconds(), 5e-3);
    // a mean wait of 17 s against ten million
    assertEquals(a.meanWaitSeconds() / 1e7, a.abandonment(), 1e-9);
  }

  @Test
  void noPatienceIsErlangB() {
    var a = new ErlangA(erlangs(10), 1e-6, 10);
    assertEquals(ErlangB.blocking(10, 10), a.abandonment(), 1e-6);
  }

  @Test
  void patienceAsLongAsTheTalkIsAnEndlessNumberOfLines() {
    // then the number of callers is a Poisson variable, whatever the number of operators
    var a = new ErlangA(erlangs(6), 100, 4);
    double below = 0;
    double probability = Math.exp(-6);
    for (int k = 0; k < 4; k++) {
      below += probability;
      probability *= 6.0 / (k + 1);
    }
    assertEquals(1 - below, a.waiting(), 1e-12);
  }

  @Test
  void moreCallersThanOperatorsWaitForEverOrGiveUp() {
    var c = new ErlangC(erlangs(5), 5);
    assertEquals(1, c.waiting());
    assertEquals(0, c.serviceLevel(1e6));
    assertEquals(Double.POSITIVE_INFINITY, c.meanWaitSeconds());
    assertEquals(Double.POSITIVE_INFINITY, c.waitQuantileSeconds(0.1));
    assertEquals(1, c.occupancy());
    // flow out is what the operators do: the rest gives up
    var a = new ErlangA(erlangs(50), 60, 5);
    assertEquals(1, a.occupancy(), 1e-9);
    assertEquals(0.9, a.abandonment(), 1e-9);
  }

  @Test
  void staysSoberWhereNumbersAreLarge() {
    for (double patience : new double[] {1, 60, 3_600, 1e6}) {
      for (int agents : new int[] {1, 500, 1_500, 3_000}) {
        var a = new ErlangA(erlangs(2_000), patience, agents);
        assertIsShare(a.waiting());
        assertIsShare(a.abandonment());
        assertIsShare(a.serviceLevel(300));
        assertIsShare(a.occupancy());
      }
    }
  }

  /// Within the limit by simulation of the stages themselves: a second way to the same figure.
  @Test
  void answersInTimeAsAWalkThroughTheStagesDoes() {
    var a = new ErlangA(erlangs(6), 80, 5);
    double[] states = new double[400];
    states[0] = 1;
    double sum = 1;
    for (int k = 1; k < states.length; k++) {
      double leave = Math.min(k, 5) / 100.0 + Math.max(0, k - 5) / 80.0;
      states[k] = states[k - 1] * 0.06 / leave;
      sum += states[k];
    }
    int runs = 200_000;
    int inTime = 0;
    for (int i = 0; i < runs; i++) {
      double at = random.nextDouble() * sum;
      int k = 0;
      while (k < states.length - 1 && at >= states[k]) {
        at -= states[k++];
      }
      double patience = exponential(80);
      double wait = 0;
      for (int ahead = k - 5; ahead >= 0; ahead--) {
        wait += exponential(1 / (5 / 100.0 + ahead / 80.0));
      }
      inTime += wait <= 20 && wait <= patience ? 1 : 0;
    }
    double share = a.serviceLevel(20);
    double deviation = Math.sqrt(share * (1 - share) / runs);
    assertEquals(share, inTime / (double) runs, 4 * deviation, () -> "sportello.seed=" + seed);
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  @Test
  void whatIsMoreIsNeverLess() {
    for (int i = 0; i < CASES; i++) {
      String where = "sportello.seed=" + seed + " case " + i;
      var traffic = new Traffic(0.001 + random.nextDouble(), 10 + random.nextInt(600));
      int agents = 1 + random.nextInt(800);
      double patience = 1 + random.nextInt(1_000);
      double limit = random.nextInt(200);
      moreOperatorsAreBetter(
          new ErlangC(traffic, agents), new ErlangC(traffic, agents + 1), limit, where);
      moreOperatorsAreBetter(
          new ErlangA(traffic, patience, agents),
          new ErlangA(traffic, patience, agents + 1),
          limit,
          where);
      var a = new ErlangA(traffic, patience, agents);
      assertTrue(a.serviceLevel(limit + 10) >= a.serviceLevel(limit) - 1e-9, where);
      assertTrue(a.serviceLevel(limit) <= 1 - a.abandonment() + 1e-9, where);
      assertTrue(a.serviceLevelOfAnswered(limit) <= 1 + 1e-9, where);
      assertTrue(
          new ErlangA(traffic, patience * 2, agents).abandonment() <= a.abandonment() + 1e-9,
          where);
      assertTrue(
          ErlangB.blocking(traffic.load(), agents + 1) <= ErlangB.blocking(traffic.load(), agents),
          where);
      // whoever does not wait is answered in time, at whatever limit
      assertEquals(1 - a.waiting(), a.serviceLevel(0), 1e-9, where);
    }
  }

  private static void moreOperatorsAreBetter(
      Service less, Service more, double limit, String where) {
    assertIsShare(less.waiting());
    assertIsShare(less.serviceLevel(limit));
    assertIsShare(less.occupancy());
    assertIsShare(less.abandonment());
    assertTrue(more.waiting() <= less.waiting() + 1e-9, where);
    assertTrue(more.serviceLevel(limit) >= less.serviceLevel(limit) - 1e-9, where);
    assertTrue(more.abandonment() <= less.abandonment() + 1e-9, where);
    assertTrue(more.occupancy() <= less.occupancy() + 1e-9, where);
  }

  private static void assertIsShare(double value) {
    assertTrue(value >= -1e-12 && value <= 1 + 1e-12, () -> "no share: " + value);
  }

  @Test
  void refusesWhatCannotBe() {
    assertRefused("load: -1.0 erlang (expected: 0 or more)", () -> ErlangB.blocking(-1, 1));
    assertRefused("lines: -1 (expected: 0 or more)", () -> ErlangB.blocking(1, -1));
    assertRefused("perSecond: 0.0 (expected: more than 0)", () -> new Traffic(0, 1));
    assertRefused("handleSeconds: NaN (expected: more than 0)", () -> new Traffic(1, Double.NaN));
    assertRefused("agents: 0 (expected: 1 or more)", () -> new ErlangC(OFFICE, 0));
    assertRefused("patienceSeconds: 0.0 (expected: more than 0)", () -> new ErlangA(OFFICE, 0, 1));
    assertRefused(
        "limit: -1.0 s (expected: 0 s or more)", () -> new ErlangC(OFFICE, 9).serviceLevel(-1));
    assertRefused(
        "p: 1.0 (expected: 0 to less than 1)", () -> new ErlangC(OFFICE, 9).waitQuantileSeconds(1));
  }

  private static void assertRefused(String message, Runnable what) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, what::run).getMessage());
  }
}

package it.sportello.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.forecast.ErlangA;
import it.sportello.forecast.ErlangC;
import it.sportello.forecast.Service;
import it.sportello.forecast.Traffic;
import it.sportello.routing.Order;
import it.sportello.simulation.Outcome.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Simulated queues against theory that nobody here invented: Erlang C without, Erlang A with
/// patience.
///
/// Thirty independent replications with fixed seeds for each case; theory has to lie within the
/// confidence interval of their mean at a level of 99.9 %, and the interval has to be narrow enough
/// to say something.
class ErlangAgreementTest {
  private static final int REPLICATIONS = 30;
  private static final int CALLS = 8_000;
  private static final int WARM_UP = 1_000;

  /// Student's t with 29 degrees of freedom, both sides together 0.1 %.
  private static final double T = 3.659;

  private static final double LIMIT = 20;

  @Test
  void withoutPatienceItIsErlangC() {
    agrees(new ErlangC(new Traffic(0.1, 100), 13), Optional.empty(), Order.DEADLINE, 0.03);
    agrees(new ErlangC(new Traffic(0.02, 150), 4), Optional.empty(), Order.FIFO, 0.03);
  }

  @Test
  void withPatienceItIsErlangA() {
    agrees(new ErlangA(new Traffic(0.1, 100), 120, 9), Optional.of(120.0), Order.DEADLINE, 0.03);
    agrees(new ErlangA(new Traffic(0.2, 90), 60, 15), Optional.of(60.0), Order.FIFO, 0.03);
  }

  /// @param width how wide the interval of a share may be at most, to either side
  private static void agrees(Service theory, Optional<Double> patience, Order order, double width) {
    int agents =
        switch (theory) {
          case ErlangC c -> c.agents();
          case ErlangA a -> a.agents();
        };
    var days = new ArrayList<List<Outcome>>();
    for (int i = 0; i < REPLICATIONS; i++) {
      Plan plan = plan(theory.traffic(), patience, agents, order, new Random(1_000 + i));
      List<Outcome> all = Simulation.run(plan).outcomes();
      days.add(all.subList(WARM_UP, all.size()));
    }
    String what = theory + " " + order;
    within(what + " waits", days, o -> waited(o) > 0 ? 1 : 0, theory.waiting(), width);
    within(
        what + " in time",
        days,
        o -> o.end() == End.ANSWERED && waited(o) <= LIMIT ? 1 : 0,
        theory.serviceLevel(LIMIT),
        width);
    within(
        what + " gives up",
        days,
        o -> o.end() == End.ABANDONED ? 1 : 0,
        theory.abandonment(),
        width);
    double mean = theory.meanWaitSeconds();
    within(what + " mean wait", days, ErlangAgreementTest::waited, mean, mean * 0.25);
    within(
        what + " occupancy",
        days,
        o ->
            o.end() == End.ANSWERED
                ? o.arrival().handle().toNanos() / 1e9 * theory.traffic().perSecond() / agents
                : 0,
        theory.occupancy(),
        width);
  }

  private static double waited(Outcome outcome) {
    return outcome.waited().orElseThrow().toNanos() / 1e9;
  }

  private static void within(
      String what,
      List<List<Outcome>> days,
      ToDoubleFunction<Outcome> figure,
      double theory,
      double width) {
    double[] means =
        days.stream()
            .mapToDouble(day -> day.stream().mapToDouble(figure).average().orElseThrow())
            .toArray();
    double mean = 0;
    for (double one : means) {
      mean += one / means.length;
    }
    double squares = 0;
    for (double one : means) {
      squares += (one - mean) * (one - mean);
    }
    double half = T * Math.sqrt(squares / (means.length - 1) / means.length);
    assertEquals(theory, mean, half + 1e-12, what);
    assertTrue(half <= width, what + ": the interval says nothing: " + mean + " +- " + half);
  }

  private static Plan plan(
      Traffic traffic, Optional<Double> patience, int agents, Order order, Random random) {
    var arrivals = new ArrayList<Arrival>();
    double at = 0;
    for (int i = 0; i < CALLS; i++) {
      at += exponential(1 / traffic.perSecond(), random);
      arrivals.add(
          new Arrival(
              i + 2,
              span(at),
              Channel.VOICE,
              Days.PLAIN,
              Map.of(),
              span(exponential(traffic.handleSeconds(), random)),
              patience.map(mean -> span(exponential(mean, random))),
              0));
    }
    var workers = new ArrayList<Worker>();
    for (int i = 0; i < agents; i++) {
      workers.add(Days.worker("o" + i, 0, (long) at + 100_000));
    }
    return Days.plan(Days.rules(order), workers, arrivals);
  }

  private static double exponential(double mean, Random random) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private static Duration span(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}

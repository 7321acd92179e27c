package it.sportello.simulation;

import static it.sportello.simulation.Days.call;
import static it.sportello.simulation.Days.in;
import static it.sportello.simulation.Days.mail;
import static it.sportello.simulation.Days.on;
import static it.sportello.simulation.Days.patient;
import static it.sportello.simulation.Days.plan;
import static it.sportello.simulation.Days.said;
import static it.sportello.simulation.Days.seconds;
import static it.sportello.simulation.Days.urgent;
import static it.sportello.simulation.Days.worker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Overflow;
import it.sportello.routing.Order;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Small days, told contact by contact.
class SimulationTest {
  private static final List<Worker> ANNA = List.of(worker("anna", 0, 1_000));

  private static List<String> day(Order order, List<Worker> workers, Arrival... arrivals) {
    return said(Simulation.run(plan(order, workers, arrivals)));
  }

  @Test
  void oneAfterTheOther() {
    assertEquals(
        List.of("anna 10-70", "anna 70-90", "anna 100-110"),
        day(Order.FIFO, ANNA, call(2, 10, 60), call(3, 20, 20), call(4, 100, 10)));
  }

  @Test
  void whoLosesPatienceLeaves() {
    assertEquals(
        List.of("anna 10-70", "abandoned 50", "anna 70-90"),
        day(Order.FIFO, ANNA, call(2, 10, 60), patient(call(3, 20, 9), 30), call(4, 30, 20)));
  }

  @Test
  void whoIsAnsweredInTheLastMomentIsAnswered() {
    assertEquals(
        List.of("anna 10-70", "anna 70-79"),
        day(Order.FIFO, ANNA, call(2, 10, 60), patient(call(3, 20, 9), 50)));
  }

  /// A call interrupts a mail in every order; which mail comes first is the order's matter.
  @Test
  void ordersDiffer() {
    Arrival[] arrivals = {
      call(2, 0, 100), mail(3, 10, 50), call(4, 20, 10), urgent(mail(5, 30, 50), 2)
    };
    assertEquals(
        List.of("anna 0-100", "anna 100-160", "anna 100-110", "anna 160-210"),
        day(Order.FIFO, ANNA, arrivals));
    assertEquals(
        List.of("anna 0-100", "anna 160-210", "anna 100-110", "anna 100-160"),
        day(Order.PRIORITY, ANNA, arrivals));
    assertEquals(
        List.of("anna 0-100", "anna 160-210", "anna 100-110", "anna 110-160"),
        day(Order.DEADLINE, ANNA, arrivals));
  }

  @Test
  void writtenWorkRestsDuringACall() {
    assertEquals(
        List.of("anna 0-130", "anna 50-80"),
        day(Order.DEADLINE, ANNA, mail(2, 0, 100), call(3, 50, 30)));
  }

  @Test
  void severalWrittenContactsGoOnTogether() {
    var shift = new Shift(seconds(0), seconds(1_000));
    List<Worker> two = List.of(worker("anna", Map.of(), 1, 2, shift));
    assertEquals(
        List.of("anna 0-130", "anna 20-90", "anna 50-80", "anna 90-100"),
        day(
            Order.DEADLINE,
            two,
            mail(2, 0, 100),
            mail(3, 20, 40),
            call(4, 50, 30),
            mail(5, 85, 10)));
  }

  @Test
  void atTheEndOfTheShiftNothingNewIsTakenAndWhatIsInHandsIsFinished() {
    List<Worker> shifts = List.of(worker("anna", 0, 100), worker("bruno", 100, 200));
    Day day =
        Simulation.run(
            plan(Order.FIFO, shifts, call(2, 90, 50), call(3, 100, 90), call(4, 110, 20)));
    assertEquals(List.of("anna 90-140", "bruno 100-190", "bruno 190-210"), said(day));
    Hours anna = hours(day, "anna");
    assertEquals(seconds(50), anna.busy(Scope.ALL));
    assertEquals(seconds(90), anna.idle());
    assertEquals(50 / 140.0, anna.occupancy().orElseThrow(), 1e-12);
  }

  private static Hours hours(Day day, String operator) {
    Hours hours = day.operators().get(new OperatorId(operator));
    return Objects.requireNonNull(hours);
  }

  @Test
  void whoWaitsWhenAllHaveLeftStillWaits() {
    assertEquals(
        List.of("anna 0-10", "waiting ?"),
        day(Order.FIFO, ANNA, call(2, 0, 10), call(3, 1_000, 9)));
  }

  @Test
  void nothingComesOrNobodyWorks() {
    assertEquals(List.of(), day(Order.FIFO, ANNA));
    assertEquals(List.of("waiting ?"), day(Order.FIFO, List.of(), call(2, 0, 10)));
  }

  @Test
  void skillsOfQueueAndContactAreAsked() {
    var shift = new Shift(seconds(0), seconds(1_000));
    List<Worker> workers =
        List.of(
            worker("anna", Map.of("tributi", 1), 1, 1, shift),
            worker("bruno", Map.of("tributi", 2), 1, 1, shift),
            worker("carla", Map.of("tributi", 2, "inglese", 3), 1, 1, shift));
    assertEquals(
        List.of("bruno 0-50", "carla 10-90", "anna 20-30", "carla 90-100"),
        day(
            Order.FIFO,
            workers,
            in(Days.SKILLED, Map.of(), call(2, 0, 50)),
            in(Days.SKILLED, Map.of(), call(3, 10, 80)),
            call(4, 20, 10),
            in(Days.PLAIN, Map.of("inglese", 2), call(5, 30, 10))));
  }

  @Test
  void theLongestIdleIsAskedFirst() {
    List<Worker> both = List.of(worker("anna", 0, 1_000), worker("bruno", 0, 1_000));
    assertEquals(
        List.of("anna 0-50", "bruno 10-20", "bruno 30-35", "bruno 60-70", "anna 65-75"),
        day(
            Order.FIFO,
            both,
            call(2, 0, 50),
            call(3, 10, 10),
            call(4, 30, 5),
            call(5, 60, 10),
            call(6, 65, 10)));
  }

  @Test
  void chatsAreLive() {
    assertEquals(
        List.of("anna 0-130", "anna 50-80", "abandoned 75"),
        day(
            Order.DEADLINE,
            ANNA,
            mail(2, 0, 100),
            on(Channel.CHAT, call(3, 50, 30)),
            patient(on(Channel.CHAT, call(4, 60, 30)), 15)));
  }

  @Test
  void acceptingAndWritingUpTakeTime() {
    Plan quick =
        plan(Order.FIFO, ANNA, call(2, 0, 50), call(3, 10, 20), patient(call(4, 20, 9), 58));
    Plan slow =
        new Plan(
            quick.rules(),
            quick.arrivals(),
            quick.workers(),
            quick.date(),
            quick.zone(),
            seconds(3),
            seconds(7));
    // rings to 3, talks to 53, writes to 60; rings to 63, talks to 83, writes to 90
    assertEquals(List.of("anna 3-60", "anna 63-90", "abandoned 78"), said(Simulation.run(slow)));
  }

  @Test
  void aClosedQueueTellsCallersSo() {
    var closed =
        new Manners(
            at -> at.isAfter(Days.DATE.atStartOfDay(Days.ROME).toInstant().plusSeconds(100)),
            Optional.of(new Closed("closed", true, Optional.empty())),
            Optional.empty(),
            Optional.empty());
    var reception = new ReceptionRules("it", Map.of(), Map.of(), Map.of(Days.PLAIN, closed));
    Plan plan =
        plan(
            Days.rules(Order.FIFO, reception),
            ANNA,
            List.of(call(2, 50, 10), mail(3, 60, 10), call(4, 110, 10)));
    Day day = Simulation.run(plan);
    assertEquals(List.of("out_of_hours 50", "anna 60-70", "anna 110-120"), said(day));
    Figures all = Report.of(day).figures().getFirst();
    assertEquals(1, all.outOfHours());
    assertEquals(2, all.offered());
  }

  @Test
  void aFullQueueOverflows() {
    var full =
        new Manners(
            _ -> true,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Overflow(
                    Optional.of(seconds(30)),
                    Optional.empty(),
                    Optional.of(Days.SKILLED),
                    Optional.empty())));
    var reception = new ReceptionRules("it", Map.of(), Map.of(), Map.of(Days.PLAIN, full));
    List<Worker> expert =
        List.of(
            worker("anna", 0, 1_000),
            worker("bruno", Map.of("tributi", 2), 1, 1, new Shift(seconds(40), seconds(1_000))));
    Day day =
        Simulation.run(
            plan(
                Days.rules(Order.FIFO, reception),
                expert,
                List.of(
                    call(2, 0, 500), in(Days.SKILLED, Map.of(), call(3, 1, 60)), call(4, 5, 10))));
    assertEquals(List.of("anna 0-500", "bruno 40-100", "bruno 100-110"), said(day));
    assertTrue(day.outcomes().get(2).overflowed());
  }

  @Test
  void aQueueThatIsTooSlowReleasesItsCallers() {
    var slow =
        new Manners(
            _ -> true,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Overflow(
                    Optional.of(seconds(30)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("queue-full"))));
    var reception = new ReceptionRules("it", Map.of(), Map.of(), Map.of(Days.PLAIN, slow));
    Day day =
        Simulation.run(
            plan(
                Days.rules(Order.FIFO, reception),
                ANNA,
                List.of(call(2, 0, 50), call(3, 5, 10), patient(call(4, 60, 10), 20))));
    assertEquals(List.of("anna 0-50", "released 35", "anna 60-70"), said(day));
  }

  @Test
  void afterMidnightTheDayGoesOn() {
    List<Worker> night = List.of(worker("anna", 86_000, 90_000));
    assertEquals(List.of("anna 86500-86560"), day(Order.FIFO, night, call(2, 86_500, 60)));
  }

  @Test
  void theSamePlanGivesTheSameDay() {
    Plan plan = RandomDays.plan(new Random(7), Order.DEADLINE);
    assertEquals(
        ReportJson.of(Report.of(Simulation.run(plan))),
        ReportJson.of(Report.of(Simulation.run(plan))));
    assertEquals(OutcomesCsv.of(Simulation.run(plan)), OutcomesCsv.of(Simulation.run(plan)));
  }
}

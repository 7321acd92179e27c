package it.sportello.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.indicator.Definition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  private static final QueueClock WALL = (_, from, to) -> Duration.between(from, to);
  private static final Instant NOW = Legs.NINE.plus(Duration.ofHours(8));

  private static final Period EVER = new Period(Instant.MIN, Instant.MAX);

  @Test
  void serviceLevelCountsTheLimitItself() {
    Figure figure =
        figure(
            Kind.SL_T,
            20_000,
            Legs.call().answeredAfter(20_000).leg(),
            Legs.call().answeredAfter(20_001).leg(),
            Legs.call().abandonedAfter(3_000).leg(),
            Legs.call().leg());
    assertFigure(1, 3, figure);
    assertEquals(Optional.of(1.0 / 3), figure.value());
  }

  @Test
  void serviceLevelCountsTimeOnTheQueuesClock() {
    QueueClock half = (_, from, to) -> Duration.between(from, to).dividedBy(2);
    Leg leg = Legs.call().answeredAfter(40_000).leg();
    assertFigure(1, 1, only(catalogue(half, Kind.SL_T, 20_000, leg)));
  }

  @Test
  void waitIsTheMeanOfTheAnsweredWithItsMilliseconds() {
    Figure figure =
        figure(
            Kind.ASA,
            0,
            Legs.call().answeredAfter(1_500).leg(),
            Legs.call().answeredAfter(4_001).leg(),
            Legs.call().abandonedAfter(60_000).leg());
    assertEquals(5.501, figure.numerator(), 1e-9);
    assertEquals(2.7505, figure.value().orElseThrow(), 1e-9);
  }

  @Test
  void abandonedAreCountedOfAnsweredAndAbandoned() {
    Leg[] legs = {
      Legs.call().answeredAfter(1_000).leg(),
      Legs.call().answeredAfter(1_000).leg(),
      Legs.call().answeredAfter(1_000).leg(),
      Legs.call().abandonedAfter(5_000).leg(),
      Legs.call().abandonedAfter(5_001).leg(),
      Legs.call().endedAfter(9_000).leg()
    };
    assertFigure(2, 5, figure(Kind.ABN, 0, legs));
    Figure brief = figure(Kind.ABN_SHORT, 5_000, legs);
    assertFigure(1, 5, brief);
    assertEquals(Optional.of(1.0), brief.value(), "a count, not a share");
  }

  @Test
  void handlingTimeIsTalkHoldAndWrapUpOfThoseHandledToTheEnd() {
    Figure figure =
        figure(
            Kind.AHT,
            0,
            Legs.call().answeredAfter(1).endedAfter(99_000).worked(60_000, 30_000, 8_500).leg(),
            Legs.mail().answeredAfter(1).endedAfter(99_000).worked(1_500, 0, 0).leg(),
            Legs.call().answeredAfter(1).worked(77_000, 0, 0).leg(),
            Legs.call().abandonedAfter(9_000).endedAfter(9_000).leg());
    assertEquals(100.0, figure.numerator(), 1e-9);
    assertEquals(Optional.of(50.0), figure.value());
  }

  @Test
  void workAfterAnOpinionIsNoSecondContact() {
    Figure figure =
        figure(
            Kind.AHT,
            0,
            Legs.mail().answeredAfter(1).endedAfter(99_000).worked(60_000, 0, 0).leg(),
            Legs.mail()
                .because("opinion")
                .answeredAfter(50_000)
                .endedAfter(49_000)
                .worked(30_000, 0, 0)
                .leg());
    assertEquals(Optional.of(90.0), figure.value());
  }

  @Test
  void firstReplyCountsTheOpenAndLateButNotTheOpenAndNotDue() {
    long hour = 3_600_000;
    Figure figure =
        figure(
            Kind.FRT,
            hour,
            Legs.mail().repliedAfter(hour).leg(),
            Legs.mail().repliedAfter(hour + 1).leg(),
            Legs.mail().enteredBefore(NOW, hour).leg(),
            Legs.mail().enteredBefore(NOW, hour + 1).leg(),
            Legs.mail().enteredBefore(NOW, hour).endedAfter(5).leg(),
            Legs.call().answeredAfter(5).leg());
    assertFigure(1, 4, figure);
  }

  @Test
  void aPeriodHasTheWaitsThatBeganAndTheWorkThatEndedInIt() {
    Instant midnight = Legs.NINE.plus(Duration.ofHours(15));
    Leg overnight =
        Legs.call()
            .enteredAt(midnight.minusMillis(1))
            .answeredAfter(9_000)
            .endedAfter(60_001)
            .worked(50_000, 0, 1_000)
            .leg();
    var first = new Period(Instant.MIN, midnight);
    var second = new Period(midnight, Instant.MAX);
    assertFigure(1, 1, of(first, Kind.SL_T, 20_000, overnight));
    assertFigure(0, 0, of(second, Kind.SL_T, 20_000, overnight));
    assertFigure(0, 0, of(first, Kind.AHT, 0, overnight));
    assertFigure(51, 1, of(second, Kind.AHT, 0, overnight));
    Leg mail = Legs.mail().enteredAt(midnight.minusMillis(1)).repliedAfter(5_000).leg();
    assertFigure(1, 1, of(first, Kind.FRT, 20_000, mail));
    assertFigure(0, 0, of(second, Kind.FRT, 20_000, mail));
  }

  @Test
  void aWorkThatEndsWithThePeriodBelongsToTheNext() {
    Leg leg = Legs.call().answeredAfter(1).endedAfter(2_000).worked(1_500, 0, 0).leg();
    Instant end = Legs.NINE.plusSeconds(2);
    assertFigure(0, 0, of(new Period(Instant.MIN, end), Kind.AHT, 0, leg));
    assertFigure(1.5, 1, of(new Period(end, Instant.MAX), Kind.AHT, 0, leg));
  }

  @Test
  void aMessageThatWasMovedCountsForTheQueueThatRepliedFromItsReceipt() {
    Leg info = Legs.mail().answeredAfter(1).endedAfter(50_000).leg();
    Leg taxes =
        Legs.mail()
            .in("tributi")
            .because("transferred")
            .enteredAt(Legs.NINE.plusSeconds(50))
            .repliedAfter(30_000)
            .endedAfter(31_000)
            .leg();
    Leg later =
        Legs.mail()
            .in("late")
            .because("transferred")
            .enteredAt(Legs.NINE.plusSeconds(81))
            .repliedAfter(1)
            .leg();
    List<Figure> slow = catalogue(WALL, Kind.FRT, 79_999, info, taxes, later).figures();
    assertEquals(2, slow.size(), "all, and the queue that replied");
    assertEquals(Optional.of(new QueueId("tributi")), slow.getLast().queue());
    assertFigure(0, 1, slow.getLast());
    assertFigure(1, 1, catalogue(WALL, Kind.FRT, 80_000, info, taxes, later).figures().getLast());
  }

  @Test
  void aMessageThatNobodyAnswersCountsForTheQueueThatHadItLast() {
    Leg info = Legs.mail().answeredAfter(1).endedAfter(50_000).leg();
    Leg taxes =
        Legs.mail().in("tributi").because("transferred").enteredAt(Legs.NINE.plusSeconds(50)).leg();
    List<Figure> figures = catalogue(WALL, Kind.FRT, 60_000, info, taxes).figures();
    assertEquals(2, figures.size());
    assertEquals(Optional.of(new QueueId("tributi")), figures.getLast().queue());
    assertFigure(0, 1, figures.getLast());
  }

  @Test
  void aMessageOnAClosedContactWaitsForAReplyOfItsOwn() {
    Leg first = Legs.mail().repliedAfter(5_000).endedAfter(6_000).leg();
    Leg again = Legs.mail().because("wrote-again").repliedAfter(90_000).leg();
    assertFigure(1, 2, figure(Kind.FRT, 60_000, first, again));
  }

  @Test
  void whatACallLeftToDoIsWrittenWork() {
    Leg call = Legs.call().answeredAfter(5_000).endedAfter(9_000).leg();
    Leg moved = Legs.call().withoutCaller().because("transferred").answeredAfter(7_200_000).leg();
    Leg again = Legs.call().withoutCaller().because("wrote-again").repliedAfter(5_000).leg();
    for (Kind kind : List.of(Kind.SL_T, Kind.ASA, Kind.ABN, Kind.ABN_SHORT)) {
      assertEquals(1, figure(kind, 20_000, call, moved, again).denominator(), kind.name());
    }
    assertFigure(1, 1, figure(Kind.FRT, 20_000, call, moved, again));
  }

  @Test
  void aTransferIsTwoLegsAndAnOpinionNoNewOne() {
    Leg info = Legs.call().answeredAfter(5_000).endedAfter(60_000).leg();
    Leg taxes = Legs.call().in("tributi").because("transferred").answeredAfter(25_000).leg();
    Leg again = Legs.call().because("opinion").answeredAfter(1).leg();
    List<Figure> figures = catalogue(WALL, Kind.SL_T, 20_000, info, taxes, again).figures();
    assertEquals(3, figures.size());
    assertFigure(1, 2, figures.getFirst());
    assertEquals(Optional.of(new QueueId("info")), figures.get(1).queue());
    assertFigure(1, 1, figures.get(1));
    assertEquals(Optional.of(new QueueId("tributi")), figures.get(2).queue());
    assertFigure(0, 1, figures.get(2));
    for (Kind kind : List.of(Kind.ASA, Kind.ABN, Kind.ABN_SHORT, Kind.FRT)) {
      assertEquals(0, figure(kind, 20_000, again).denominator(), kind.name());
    }
  }

  @Test
  void opinionsAreAMeanOfThoseWhoAnsweredAndAShareOfThoseWhoWereAsked() {
    Leg leg = Legs.call().answeredAfter(5_000).endedAfter(90_000).leg();
    ContactHistory[] calls = {
      Legs.surveyed(List.of(leg), "info", 4),
      Legs.surveyed(List.of(leg), "info", 3),
      Legs.surveyed(List.of(leg), "info", 0),
      Legs.surveyed(List.of(leg), "info"),
      Legs.history(List.of(leg))
    };
    assertFigure(7, 3, opinions(Kind.CSAT, EVER, calls));
    assertEquals(7 / 3.0, opinions(Kind.CSAT, EVER, calls).value().orElseThrow(), 1e-9);
    assertFigure(2, 3, opinions(Kind.CSAT_GOOD, EVER, calls));
    assertFigure(3, 4, opinions(Kind.CSAT_RATE, EVER, calls));
  }

  @Test
  void anOpinionCountsOnceForTheQueueThatAskedOnTheDayOfThatStay() {
    Leg info = Legs.call().answeredAfter(5_000).endedAfter(60_000).leg();
    Leg taxes =
        Legs.call()
            .in("tributi")
            .because("transferred")
            .enteredAt(Legs.NINE.plusSeconds(60))
            .answeredAfter(5_000)
            .leg();
    ContactHistory call = Legs.surveyed(List.of(info, taxes), "tributi", 1, 4);
    List<Figure> figures = surveyed(Kind.CSAT, EVER, call).figures();
    assertEquals(2, figures.size(), "all, and the queue that asked");
    assertFigure(1, 1, figures.getFirst());
    assertEquals(Optional.of(new QueueId("tributi")), figures.getLast().queue());
    assertFigure(1, 1, figures.getLast());
    Instant between = Legs.NINE.plusSeconds(30);
    assertFigure(0, 0, opinions(Kind.CSAT, new Period(Instant.MIN, between), call));
    assertFigure(1, 1, opinions(Kind.CSAT, new Period(between, Instant.MAX), call));
  }

  private static Figure opinions(Kind kind, Period period, ContactHistory... calls) {
    return only(surveyed(kind, period, calls));
  }

  private static Catalogue surveyed(Kind kind, Period period, ContactHistory... calls) {
    var definition = definition(kind, 0, Optional.of(3.0));
    var catalogue = new Catalogue(List.of(definition), WALL, period, NOW);
    List.of(calls).forEach(catalogue::add);
    return catalogue;
  }

  @Test
  void callsBackCountOnceTheyAreKeptLateOrGivenUp() {
    Leg waiting = Legs.call().leg();
    Leg reached = Legs.call().answeredAfter(60_000).endedAfter(90_000).leg();
    ContactHistory[] calls = {
      Legs.promised(List.of(reached), "reached", 60_000),
      Legs.promised(List.of(reached), "reached", 60_001),
      Legs.promised(List.of(waiting), "given-up", 30_000),
      Legs.promised(List.of(waiting), "called-again", 30_000),
      Legs.promised(List.of(waiting), "", 0),
      Legs.history(List.of(reached))
    };
    assertFigure(1, 4, callsBack(60_000, calls));
    assertFigure(2, 3, callsBack(Duration.ofHours(9).toMillis(), calls));
  }

  private static Figure callsBack(long limitMs, ContactHistory... calls) {
    var definition = definition(Kind.CALLBK, limitMs, Optional.of(0.95));
    var catalogue = new Catalogue(List.of(definition), WALL, EVER, NOW);
    List.of(calls).forEach(catalogue::add);
    return only(catalogue);
  }

  @Test
  void whoWasCalledBackIsAnsweredLateAndDidNotWaitOnTheLine() {
    Leg reached = Legs.call().answeredAfter(60_000).endedAfter(90_000).leg();
    ContactHistory call = Legs.promised(List.of(reached), "reached", 60_000);
    assertFigure(0, 1, one(Kind.SL_T, 20_000, call));
    assertFigure(0, 1, one(Kind.ABN, 0, call));
    assertFigure(0, 0, one(Kind.ASA, 0, call));
    ContactHistory open = Legs.promised(List.of(Legs.call().leg()), "", 0);
    ContactHistory left =
        Legs.promised(List.of(Legs.call().endedAfter(30_000).leg()), "given-up", 30_000);
    for (Kind kind : List.of(Kind.SL_T, Kind.ASA, Kind.ABN, Kind.ABN_SHORT)) {
      assertEquals(0, one(kind, 20_000, open).denominator(), kind.name());
      assertEquals(0, one(kind, 20_000, left).denominator(), kind.name());
    }
  }

  private static Figure one(Kind kind, long limitMs, ContactHistory call) {
    var catalogue =
        new Catalogue(List.of(definition(kind, limitMs, Optional.of(0.8))), WALL, EVER, NOW);
    catalogue.add(call);
    return only(catalogue);
  }

  @Test
  void nothingToMeasureIsNoFigure() {
    for (Kind kind : Kind.values()) {
      List<Figure> figures = catalogue(WALL, kind, 20_000).figures();
      assertEquals(1, figures.size(), "all queues are shown, empty as they are");
      boolean counted = kind.unit() == Definition.Unit.COUNT;
      assertEquals(counted ? Optional.of(0.0) : Optional.empty(), figures.getFirst().value());
      assertEquals(counted, figures.getFirst().met().isPresent());
    }
  }

  @Test
  void aTargetIsMetFromTheRightSideAndInclusively() {
    assertTrue(met(Kind.SL_T, 0.5, Legs.call().answeredAfter(1).leg(), Legs.late()));
    assertFalse(met(Kind.SL_T, 0.51, Legs.call().answeredAfter(1).leg(), Legs.late()));
    assertTrue(met(Kind.ASA, 4.0, Legs.call().answeredAfter(4_000).leg()));
    assertFalse(met(Kind.ASA, 4.0, Legs.call().answeredAfter(4_001).leg()));
  }

  private static boolean met(Kind kind, double target, Leg... legs) {
    var definition = definition(kind, 20_000, Optional.of(target));
    return only(filled(new Catalogue(List.of(definition), WALL, EVER, NOW), legs))
        .met()
        .orElseThrow();
  }

  @Test
  void agreesWithANaiveCountOfRandomLegs() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Leg[] legs = new Leg[random.nextInt(30)];
      for (int i = 0; i < legs.length; i++) {
        legs[i] = Legs.random(random);
      }
      for (Kind kind : Kind.values()) {
        for (Figure f : catalogue(WALL, kind, 10_000, legs).figures()) {
          List<Leg> all = List.of(legs);
          String said = "seed " + seed + ", " + kind + " of " + f.queue() + " in " + all;
          assertEquals(
              NaiveCount.numerator(kind, 10_000, NOW, all, f.queue(), f.channel()),
              f.numerator(),
              1e-6,
              said);
          assertEquals(
              NaiveCount.denominator(kind, 10_000, NOW, all, f.queue(), f.channel()),
              f.denominator(),
              said);
        }
      }
    }
  }

  private static Figure figure(Kind kind, long limitMs, Leg... legs) {
    return only(catalogue(WALL, kind, limitMs, legs));
  }

  private static Figure of(Period period, Kind kind, long limitMs, Leg... legs) {
    var definition = definition(kind, limitMs, Optional.of(0.8));
    return only(filled(new Catalogue(List.of(definition), WALL, period, NOW), legs));
  }

  private static Figure only(Catalogue catalogue) {
    return catalogue.figures().getFirst();
  }

  private static Catalogue catalogue(QueueClock clock, Kind kind, long limitMs, Leg... legs) {
    var definition = definition(kind, limitMs, Optional.of(0.8));
    return filled(new Catalogue(List.of(definition), clock, EVER, NOW), legs);
  }

  private static Catalogue filled(Catalogue catalogue, Leg... legs) {
    catalogue.add(Legs.history(List.of(legs)));
    return catalogue;
  }

  private static Definition definition(Kind kind, long limitMs, Optional<Double> target) {
    return new Definition(
        kind, 1, "nome", "name", Duration.ofMillis(limitMs), java.util.Map.of(), target);
  }

  private static void assertFigure(double numerator, double denominator, Figure figure) {
    assertEquals(numerator, figure.numerator(), 1e-9);
    assertEquals(denominator, figure.denominator(), 1e-9);
  }
}

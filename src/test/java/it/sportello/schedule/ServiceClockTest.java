package it.sportello.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceClockTest {
  private static final int MIDNIGHT = 24 * 60;
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  /// Where clocks change, a year ends, and holidays stand in a row.
  private static final List<LocalDate> HARD =
      List.of(
          LocalDate.of(2026, 3, 28),
          LocalDate.of(2026, 10, 24),
          LocalDate.of(2026, 12, 22),
          LocalDate.of(2027, 3, 26));

  private static final OpeningHours OFFICE =
      new OpeningHours(
          ROME,
          Map.of(
              DayOfWeek.MONDAY, List.of(Opening.parse("09:00-17:00")),
              DayOfWeek.TUESDAY, List.of(Opening.parse("09:00-17:00")),
              DayOfWeek.FRIDAY, List.of(Opening.parse("09:00-12:00"))),
          Map.of(),
          Map.of(),
          new Holidays(true, Set.of()));

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ROME).toInstant();
  }

  @Test
  void countsWorkingDaysFromTheDayAfterToMidnightOfTheLast() {
    var clock = new ServiceClock(ClockKind.WORKING_DAYS, OFFICE);
    Instant friday = at("2026-11-20T11:00");
    assertEquals(at("2026-11-24T23:59:59.999"), clock.plus(friday, Duration.ofDays(2)));
    assertEquals(at("2026-11-20T23:59:59.999"), clock.plus(friday, Duration.ZERO));
    assertEquals(Duration.ofDays(2), clock.between(friday, at("2026-11-24T23:59:59.999")));
    assertEquals(Duration.ofDays(2), clock.between(friday, at("2026-11-26T12:00")));
    assertEquals(Duration.ofDays(3), clock.between(friday, at("2026-11-27T00:00")));
  }

  @Test
  void countsCalendarDaysThroughHolidays() {
    var clock = new ServiceClock(ClockKind.CALENDAR_DAYS, OFFICE);
    assertEquals(
        at("2027-01-14T23:59:59.999"), clock.plus(at("2026-12-15T10:00"), Duration.ofDays(30)));
    assertThrows(
        IllegalArgumentException.class,
        () -> clock.plus(at("2026-12-15T10:00"), Duration.ofHours(36)));
  }

  @Test
  void countsEverySecondOnTheWall() {
    var clock = new ServiceClock(ClockKind.WALL, OFFICE);
    assertEquals(
        at("2026-11-21T03:00:20"), clock.plus(at("2026-11-21T03:00"), Duration.ofSeconds(20)));
  }

  @Test
  void agreesWithCountingMinuteByMinute() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      OpeningHours hours = anyHours(random);
      var naive = new NaiveHours(ROME, hours::on);
      LocalDate day = HARD.get(random.nextInt(HARD.size()));
      Instant from = anyMinute(day, random);
      Instant to = from.plus(random.nextInt(4 * 24 * 60), ChronoUnit.MINUTES);
      Duration span = Duration.ofMinutes(1 + random.nextInt(8 * 60));
      String story = "seed " + seed + ", round " + round + ", " + from + " to " + to;
      assertEquals(naive.isOpen(from), hours.isOpen(from), story);
      assertEquals(naive.between(from, to), hours.between(from, to), story);
      assertEquals(naive.plus(from, span), hours.plus(from, span), story + " " + span);
      assertEquals(
          naive.plus(from, Duration.ofMinutes(1)).minus(1, ChronoUnit.MINUTES),
          hours.nextOpening(from),
          story);
    }
  }

  @Test
  void neverLetsADeadlineAndTheFigureThatJudgesItDisagree() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    List<ClockKind> kinds = List.of(ClockKind.values());
    for (int round = 0; round < 2_000; round++) {
      OpeningHours hours = anyHours(random);
      ClockKind kind = kinds.get(random.nextInt(kinds.size()));
      var clock = new ServiceClock(kind, hours);
      Instant from = anyMinute(HARD.get(random.nextInt(HARD.size())), random);
      Instant to = from.plus(random.nextInt(9 * 24 * 60), ChronoUnit.MINUTES);
      Duration span = Duration.ofDays(random.nextInt(4));
      Instant due = clock.plus(from, span);
      due = untilTheClockGoesOn(kind, hours, due);
      assertEquals(
          !to.isAfter(due),
          clock.between(from, to).compareTo(span) <= 0,
          "seed " + seed + ", round " + round + ", " + kind + " " + from + " to " + to);
    }
  }

  /// Opening time stands still while closed, working days stand still on other days.
  private static Instant untilTheClockGoesOn(ClockKind kind, OpeningHours hours, Instant due) {
    return switch (kind) {
      case WALL, CALENDAR_DAYS -> due;
      case OPENING -> hours.nextOpening(due);
      case WORKING_DAYS -> {
        LocalDate next = LocalDate.ofInstant(due, ROME).plusDays(1);
        while (hours.on(next).isEmpty()) {
          next = next.plusDays(1);
        }
        yield next.atStartOfDay(ROME).toInstant().minusMillis(1);
      }
    };
  }

  private static Instant anyMinute(LocalDate near, Random random) {
    return near.atStartOfDay(ROME).toInstant().plus(random.nextInt(48 * 60), ChronoUnit.MINUTES);
  }

  private static OpeningHours anyHours(Random random) {
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    week.put(DayOfWeek.WEDNESDAY, List.of(Opening.parse("09:00-10:00")));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(3) > 0) {
        week.put(day, anyDay(random, 1));
      }
    }
    var dates = new HashMap<LocalDate, List<Opening>>();
    for (LocalDate day : HARD) {
      if (random.nextBoolean()) {
        dates.put(day.plusDays(random.nextInt(4)), anyDay(random, 0));
      }
    }
    Map<MonthDay, List<Opening>> yearly = Map.of(MonthDay.of(12, 24), anyDay(random, 1));
    var holidays = new Holidays(random.nextBoolean(), Set.of(MonthDay.of(10, 26)));
    return new OpeningHours(ROME, week, yearly, dates, holidays);
  }

  private static List<Opening> anyDay(Random random, int least) {
    var hours = new ArrayList<Opening>();
    int minute = random.nextInt(200);
    int count = least + random.nextInt(3);
    for (int i = 0; i < count && minute < MIDNIGHT; i++) {
      int end = Math.min(minute + 1 + random.nextInt(400), MIDNIGHT);
      hours.add(new Opening(minute, end));
      minute = end + random.nextInt(60);
    }
    return hours;
  }
}

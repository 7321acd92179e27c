package it.sportello.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final List<Opening> ALL_DAY = List.of(Opening.parse("00:00-24:00"));
  private static final OpeningHours OFFICE = office();

  private static OpeningHours office() {
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= 5) {
        week.put(day, List.of(Opening.parse("14:30-17:00"), Opening.parse("08:30-13:00")));
      }
    }
    return new OpeningHours(
        ROME,
        week,
        Map.of(MonthDay.of(12, 24), List.of(Opening.parse("08:30-12:00"))),
        Map.of(
            LocalDate.of(2026, 11, 23), List.of(),
            LocalDate.of(2026, 12, 8), List.of(Opening.parse("09:00-10:00"))),
        new Holidays(true, Set.of(MonthDay.of(6, 24))));
  }

  private static OpeningHours always() {
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, ALL_DAY);
    }
    return new OpeningHours(ROME, week, Map.of(), Map.of(), new Holidays(false, Set.of()));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ROME).toInstant();
  }

  @Test
  void opensAndClosesOnTheMinute() {
    assertFalse(OFFICE.isOpen(at("2026-11-20T08:29:59.999")));
    assertTrue(OFFICE.isOpen(at("2026-11-20T08:30")));
    assertTrue(OFFICE.isOpen(at("2026-11-20T12:59:59.999")));
    assertFalse(OFFICE.isOpen(at("2026-11-20T13:00")));
    assertFalse(OFFICE.isOpen(at("2026-11-21T10:00")));
  }

  @Test
  void findsTheNextOpeningOverAWeekendAndAnExtraordinaryClosure() {
    assertEquals(at("2026-11-20T14:30"), OFFICE.nextOpening(at("2026-11-20T13:00")));
    assertEquals(at("2026-11-24T08:30"), OFFICE.nextOpening(at("2026-11-20T17:00")));
    assertEquals(at("2026-11-20T09:00"), OFFICE.nextOpening(at("2026-11-20T09:00")));
  }

  @Test
  void carriesASpanOverClosedTime() {
    assertEquals(at("2026-11-24T09:30"), OFFICE.plus(at("2026-11-20T16:00"), Duration.ofHours(2)));
    assertEquals(at("2026-11-20T17:00"), OFFICE.plus(at("2026-11-20T16:00"), Duration.ofHours(1)));
    assertEquals(
        Duration.ofHours(2), OFFICE.between(at("2026-11-20T16:00"), at("2026-11-24T09:30")));
    assertEquals(
        Duration.ofHours(-2), OFFICE.between(at("2026-11-24T09:30"), at("2026-11-20T16:00")));
  }

  @Test
  void letsASingleDateOverruleAHolidayAndAHalfDayShortenAWeekday() {
    assertEquals(List.of(Opening.parse("09:00-10:00")), OFFICE.on(LocalDate.of(2026, 12, 8)));
    assertEquals(List.of(), OFFICE.on(LocalDate.of(2027, 12, 8)));
    assertEquals(List.of(Opening.parse("08:30-12:00")), OFFICE.on(LocalDate.of(2026, 12, 24)));
    assertEquals(List.of(), OFFICE.on(LocalDate.of(2028, 12, 24)), "a Sunday stays closed");
    assertEquals(List.of(), OFFICE.on(LocalDate.of(2027, 6, 24)), "patron saint");
  }

  @Test
  void countsDaysOf23And25Hours() {
    OpeningHours always = always();
    assertEquals(
        Duration.ofHours(23), always.between(at("2026-03-29T00:00"), at("2026-03-30T00:00")));
    assertEquals(
        Duration.ofHours(25), always.between(at("2026-10-25T00:00"), at("2026-10-26T00:00")));
    assertEquals(at("2026-03-30T00:00"), always.plus(at("2026-03-29T00:00"), Duration.ofHours(23)));
  }

  @Test
  void refusesACalendarWithoutAnyOpening() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new OpeningHours(
                    ROME,
                    Map.of(DayOfWeek.MONDAY, List.of()),
                    Map.of(),
                    Map.of(LocalDate.of(2026, 12, 8), ALL_DAY),
                    new Holidays(true, Set.of())));
    assertEquals("no weekday opens (expected: hours for one weekday at least)", e.getMessage());
  }

  @Test
  void refusesHoursThatOverlapOrRunBackwards() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new OpeningHours(
                    ROME,
                    Map.of(
                        DayOfWeek.MONDAY,
                        List.of(Opening.parse("08:00-12:00"), Opening.parse("11:00-13:00"))),
                    Map.of(),
                    Map.of(),
                    new Holidays(true, Set.of())));
    assertEquals(
        "MONDAY: 08:00-12:00 overlaps 11:00-13:00 (expected: one after the other)", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Opening.parse("13:00-08:00"));
    assertThrows(IllegalArgumentException.class, () -> Opening.parse("8.30-13.00"));
    assertThrows(IllegalArgumentException.class, () -> Opening.parse("20:00-24:30"));
  }
}

package it.sportello.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When an office is open, and how much opening time lies between two instants.
///
/// Hours are local: on the days of 23 and 25 hours they open and close when the clock on the wall
/// says so. What a day's hours are is decided by the first that applies: a single date, a holiday,
/// a day of every year (which shortens a weekday, never opens a closed one), the weekday.
///
/// Immutable; may be used from any thread. Costs one step for each day in between.
public final class OpeningHours {
  private final ZoneId zone;
  private final Map<DayOfWeek, List<Opening>> week;
  private final Map<MonthDay, List<Opening>> yearly;
  private final Map<LocalDate, List<Opening>> dates;
  private final Holidays holidays;

  /// @param week hours of each weekday; a missing weekday is closed
  /// @param yearly hours of single days of every year, such as half days before Christmas
  /// @param dates hours of single dates, whatever else they are; an empty list closes the date
  /// @throws IllegalArgumentException if no weekday opens, or hours of one day overlap
  public OpeningHours(
      ZoneId zone,
      Map<DayOfWeek, List<Opening>> week,
      Map<MonthDay, List<Opening>> yearly,
      Map<LocalDate, List<Opening>> dates,
      Holidays holidays) {
    this.zone = zone;
    this.week = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, hours) -> this.week.put(day, inOrder(day, hours)));
    this.yearly = new HashMap<>();
    yearly.forEach((day, hours) -> this.yearly.put(day, inOrder(day, hours)));
    this.dates = new HashMap<>();
    dates.forEach((date, hours) -> this.dates.put(date, inOrder(date, hours)));
    this.holidays = holidays;
    if (this.week.values().stream().allMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "no weekday opens (expected: hours for one weekday at least)");
    }
  }

  private static List<Opening> inOrder(Object day, List<Opening> hours) {
    List<Opening> sorted = hours.stream().sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).fromMinute() < sorted.get(i - 1).toMinute()) {
        throw new IllegalArgumentException(
            day
                + ": "
                + sorted.get(i - 1)
                + " overlaps "
                + sorted.get(i)
                + " (expected: one after the other)");
      }
    }
    return sorted;
  }

  /// Whether another one opens and closes by the same rules.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpeningHours o
        && zone.equals(o.zone)
        && week.equals(o.week)
        && yearly.equals(o.yearly)
        && dates.equals(o.dates)
        && holidays.equals(o.holidays);
  }

  @Override
  public int hashCode() {
    return Objects.hash(zone, week, yearly, dates, holidays);
  }

  /// The zone whose clocks hang on the wall.
  public ZoneId zone() {
    return zone;
  }

  /// The hours of one date, in order; empty if closed.
  public List<Opening> on(LocalDate date) {
    List<Opening> single = dates.get(date);
    if (single != null) {
      return single;
    }
    List<Opening> usual = week.getOrDefault(date.getDayOfWeek(), List.of());
    if (usual.isEmpty() || holidays.contains(date)) {
      return List.of();
    }
    return yearly.getOrDefault(MonthDay.from(date), usual);
  }

  /// Whether the office is open; the closing instant itself is closed.
  public boolean isOpen(Instant at) {
    LocalDate date = dateOf(at);
    for (Opening opening : on(date)) {
      if (!at.isBefore(from(date, opening)) && at.isBefore(to(date, opening))) {
        return true;
      }
    }
    return false;
  }

  /// Returns `at` itself if the office is open then, otherwise when it opens next.
  public Instant nextOpening(Instant at) {
    for (LocalDate date = dateOf(at); ; date = date.plusDays(1)) {
      for (Opening opening : on(date)) {
        Instant start = later(at, from(date, opening));
        if (start.isBefore(to(date, opening))) {
          return start;
        }
      }
    }
  }

  /// Returns the earliest instant at which `span` of opening time has gone by since `from`.
  ///
  /// @param span 0 or more; 0 returns `from`
  public Instant plus(Instant from, Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("span: " + span + " (expected: 0 or more)");
    }
    if (span.isZero()) {
      return from;
    }
    Duration left = span;
    for (LocalDate date = dateOf(from); ; date = date.plusDays(1)) {
      for (Opening opening : on(date)) {
        Instant start = later(from, from(date, opening));
        Instant end = to(date, opening);
        Duration open = Duration.between(start, end);
        if (!open.isPositive()) {
          continue;
        }
        if (left.compareTo(open) <= 0) {
          return start.plus(left);
        }
        left = left.minus(open);
      }
    }
  }

  /// Returns the opening time between two instants; negative if `to` is before `from`.
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    Duration sum = Duration.ZERO;
    LocalDate last = dateOf(to);
    for (LocalDate date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
      for (Opening opening : on(date)) {
        Instant start = later(from, from(date, opening));
        Instant end = to(date, opening).isBefore(to) ? to(date, opening) : to;
        if (start.isBefore(end)) {
          sum = sum.plus(Duration.between(start, end));
        }
      }
    }
    return sum;
  }

  LocalDate dateOf(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private Instant from(LocalDate date, Opening opening) {
    return instant(date, opening.fromMinute());
  }

  private Instant to(LocalDate date, Opening opening) {
    return instant(date, opening.toMinute());
  }

  /// When the clock on the wall first shows this minute, or jumps over it.
  private Instant instant(LocalDate date, int minute) {
    LocalDateTime local = date.atStartOfDay().plusMinutes(minute);
    ZoneOffsetTransition jump = zone.getRules().getTransition(local);
    return jump != null && jump.isGap() ? jump.getInstant() : local.atZone(zone).toInstant();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}

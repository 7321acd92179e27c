package it.sportello.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// The clock a service target runs on.
///
/// A deadline and the figure that judges it agree, in whole milliseconds: what happens not later
/// than `plus(from, span)` has `between(from, it)` of at most `span`, and what happens later has
/// more, as soon as the clock goes on: opening time stands still while closed, working days on
/// other days.
///
/// @param hours gives the zone and, where needed, what is open and what is a working day
public record ServiceClock(ClockKind kind, OpeningHours hours) {
  /// Returns the last instant that is still in time.
  ///
  /// @param span 0 or more; whole days where the kind counts days
  /// @throws IllegalArgumentException for any other span
  public Instant plus(Instant from, Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("span: " + span + " (expected: 0 or more)");
    }
    return switch (kind) {
      case WALL -> from.plus(span);
      case OPENING -> hours.plus(from, span);
      case WORKING_DAYS -> endOf(workingDay(hours.dateOf(from), wholeDays(span)));
      case CALENDAR_DAYS -> endOf(hours.dateOf(from).plusDays(wholeDays(span)));
    };
  }

  /// Returns how much of this clock's time lies between two instants; negative if `to` is before
  /// `from`. Days are whole.
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    LocalDate first = hours.dateOf(from);
    LocalDate last = hours.dateOf(to);
    return switch (kind) {
      case WALL -> Duration.between(from, to);
      case OPENING -> hours.between(from, to);
      case WORKING_DAYS ->
          Duration.ofDays(
              first.plusDays(1).datesUntil(last.plusDays(1)).filter(this::isWorkingDay).count());
      case CALENDAR_DAYS -> Duration.ofDays(ChronoUnit.DAYS.between(first, last));
    };
  }

  private boolean isWorkingDay(LocalDate date) {
    return !hours.on(date).isEmpty();
  }

  private LocalDate workingDay(LocalDate from, long count) {
    LocalDate date = from;
    for (long left = count; left > 0; ) {
      date = date.plusDays(1);
      left -= isWorkingDay(date) ? 1 : 0;
    }
    return date;
  }

  private static long wholeDays(Duration span) {
    if (!span.equals(Duration.ofDays(span.toDays()))) {
      throw new IllegalArgumentException("span: " + span + " (expected: whole days)");
    }
    return span.toDays();
  }

  /// The last millisecond of a date: the journal keeps milliseconds.
  private Instant endOf(LocalDate date) {
    return date.plusDays(1).atStartOfDay(hours.zone()).toInstant().minusMillis(1);
  }
}

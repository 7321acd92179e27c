package it.sportello.schedule;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/// The holidays an office keeps: the national ones of Italy, and local ones such as the patron
/// saint.
///
/// @param national whether the national holidays are kept
/// @param local days of every year, such as 24 June in Florence
public record Holidays(boolean national, Set<MonthDay> local) {
  /// Sources: L. 260/1949 art. 2, L. 54/1977, DPR 792/1985 (6 January), L. 336/2000 (2 June).
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(1, 6),
          MonthDay.of(4, 25),
          MonthDay.of(5, 1),
          MonthDay.of(6, 2),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(12, 8),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26));

  /// Source: L. 151/2025, in force from 1 January 2026.
  private static final MonthDay SAINT_FRANCIS = MonthDay.of(10, 4);

  private static final int SAINT_FRANCIS_SINCE = 2026;

  public Holidays {
    local = Set.copyOf(local);
  }

  /// Whether `date` is a holiday; Sundays are the week's business, not this one's. The national
  /// ones are right from 2001 on.
  public boolean contains(LocalDate date) {
    MonthDay day = MonthDay.from(date);
    return local.contains(day) || (national && isNational(date, day));
  }

  private static boolean isNational(LocalDate date, MonthDay day) {
    LocalDate easter = easter(date.getYear());
    return FIXED.contains(day)
        || (day.equals(SAINT_FRANCIS) && date.getYear() >= SAINT_FRANCIS_SINCE)
        || date.equals(easter)
        || date.equals(easter.plusDays(1));
  }

  /// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
  static LocalDate easter(int year) {
    int moon = year % 19;
    int century = year / 100;
    int ofCentury = year % 100;
    int drift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * moon + century - century / 4 - drift + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
    int late = (moon + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}

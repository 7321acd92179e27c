package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.schedule.Holidays;
import it.sportello.schedule.Opening;
import it.sportello.schedule.OpeningHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When an office is open.
///
/// @param zone empty: the center's
/// @param week hours of each weekday; a missing weekday is closed
/// @param nationalHolidays whether the national holidays are kept
/// @param localHolidays days of every year, such as the patron saint
/// @param halfDays hours of single days of every year; they shorten a weekday, never open a closed
///   one
/// @param closures extraordinary ones
/// @param openings hours of single dates, whatever else they are
public record CalendarConfig(
    @Defines("calendar") String id,
    Optional<ZoneId> zone,
    Map<DayOfWeek, List<Opening>> week,
    @Default("true") boolean nationalHolidays,
    @Default("[]") List<MonthDay> localHolidays,
    @Default("{}") Map<MonthDay, List<Opening>> halfDays,
    @Default("[]") List<ClosureConfig> closures,
    @Default("{}") Map<LocalDate, List<Opening>> openings) {

  /// Makes the calendar.
  ///
  /// @param usual the zone where this calendar names none
  /// @throws IllegalArgumentException if no weekday opens, or hours of one day overlap
  public OpeningHours hours(ZoneId usual) {
    var dates = new HashMap<LocalDate, List<Opening>>();
    for (ClosureConfig closure : closures) {
      closure.dates().forEach(date -> dates.put(date, List.of()));
    }
    dates.putAll(openings);
    var holidays = new Holidays(nationalHolidays, new HashSet<>(localHolidays));
    return new OpeningHours(zone.orElse(usual), week, halfDays, dates, holidays);
  }
}

package it.sportello.mail.pec;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the time in `daticert.xml`: `dd/mm/yyyy`, `hh:mm:ss` and a zone such as `+0200` (RFC 6109
/// §4.4), and what is written in their place.
final class ProviderTime {
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})");
  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?");
  private static final Pattern OFFSET =
      Pattern.compile("(?:GMT|UTC)?([+-]?)(\\d{1,2}):?(\\d{2})?", Pattern.CASE_INSENSITIVE);

  /// The short names of the zones that a provider can stand in; others mean several.
  private static final Map<String, String> NAMES =
      Map.of(
          "Z", "Z", "UTC", "Z", "GMT", "Z", "CET", "+01:00", "MET", "+01:00", "CEST", "+02:00",
          "MEST", "+02:00");

  private ProviderTime() {}

  /// Returns the moment in the provider's own zone; empty if any of the three cannot be read.
  static Optional<OffsetDateTime> of(String day, String clock, String zone) {
    Matcher time = CLOCK.matcher(clock.strip());
    Matcher first = DAY_FIRST.matcher(day.strip());
    Matcher last = YEAR_FIRST.matcher(day.strip());
    try {
      if (!time.matches()) {
        return Optional.empty();
      }
      if (first.matches()) {
        return Optional.of(at(number(first, 3), number(first, 2), number(first, 1), time, zone));
      }
      return last.matches()
          ? Optional.of(at(number(last, 1), number(last, 2), number(last, 3), time, zone))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static OffsetDateTime at(int year, int month, int day, Matcher time, String zone) {
    int second = time.group(3) == null ? 0 : number(time, 3);
    var local = LocalDateTime.of(year, month, day, number(time, 1), number(time, 2), second);
    return local.atZone(zone(zone.strip())).toOffsetDateTime();
  }

  private static ZoneId zone(String zone) {
    String name = NAMES.get(zone.toUpperCase(Locale.ROOT));
    if (name != null) {
      return ZoneOffset.of(name);
    }
    Matcher offset = OFFSET.matcher(zone);
    if (!offset.matches()) {
      return ZoneId.of(zone);
    }
    int sign = offset.group(1).equals("-") ? -1 : 1;
    int minutes = offset.group(3) == null ? 0 : number(offset, 3);
    return ZoneOffset.ofHoursMinutes(sign * number(offset, 2), sign * minutes);
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}

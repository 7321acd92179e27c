package it.sportello.schedule;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stretch of a day in local time: `08:30-13:00`.
///
/// @param fromMinute minutes since local midnight, 0 to 1439
/// @param toMinute minutes since local midnight, more than `fromMinute`, at most 1440 (`24:00`)
public record Opening(int fromMinute, int toMinute) implements Comparable<Opening> {
  private static final int DAY = 24 * 60;
  private static final Pattern FORM =
      Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d) ?- ?([01]\\d|2[0-4]):([0-5]\\d)");

  public Opening {
    if (fromMinute < 0 || toMinute <= fromMinute || toMinute > DAY) {
      throw new IllegalArgumentException(
          "\""
              + text(fromMinute)
              + "-"
              + text(toMinute)
              + "\" (expected: from before to, to 24:00)");
    }
  }

  /// Reads `08:30-13:00`.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static Opening parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: opening hours such as 08:30-13:00)");
    }
    return new Opening(
        minutes(matcher.group(1), matcher.group(2)), minutes(matcher.group(3), matcher.group(4)));
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  private static String text(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  @Override
  public int compareTo(Opening other) {
    return Integer.compare(fromMinute, other.fromMinute);
  }

  @Override
  public String toString() {
    return text(fromMinute) + "-" + text(toMinute);
  }
}

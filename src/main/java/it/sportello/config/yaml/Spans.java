package it.sportello.config.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as people write them: `500 ms`, `20 s`, `5 min`, `2 h`, `3 d`, `1 h 30 min`.
public final class Spans {
  static final String EXPECTED = "a span such as 500 ms, 20 s, 5 min, 8 h, 3 d";

  private static final Pattern PART = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)(?: (?=\\d)|$)");

  /// Reads a span.
  ///
  /// @throws IllegalArgumentException if it has no unit, or none of these
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      sum = sum.plus(amount(Long.parseLong(part.group(1)), part.group(2)));
      end = part.end();
    }
    if (text.isEmpty() || end < text.length()) {
      throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")");
    }
    return sum;
  }

  /// Writes a span as people do, in its greatest unit that leaves no rest: `20 s`, `8 h`, `7 d`.
  public static String text(Duration span) {
    long ms = span.toMillis();
    if (ms == 0 || ms % 1000 != 0) {
      return ms == 0 ? "0 s" : ms + " ms";
    }
    long seconds = ms / 1000;
    if (seconds % 60 != 0) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes % 60 != 0) {
      return minutes + " min";
    }
    return minutes % (24 * 60) == 0 ? minutes / (24 * 60) + " d" : minutes / 60 + " h";
  }

  private static Duration amount(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private Spans() {}
}

package it.sportello.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How single values are written in the files.
final class Values {
  static final String SECONDS = "seconds, 0 to 100000000, such as 34200 or 61.25";
  static final String SKILLS = "name:level;name:level, levels 1 to 5";

  /// Three years: nobody means more, and sums stay far from any overflow.
  private static final BigDecimal MOST_SECONDS = new BigDecimal(100_000_000);

  private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(\\.\\d{1,18})?|\\.\\d{1,18}");
  private static final Pattern SKILL = Pattern.compile("([^:;\\s]+)\\s*(?::\\s*([1-5]))?");

  private Values() {}

  /// Seconds to the nanosecond.
  static Optional<Duration> seconds(String text) {
    if (!PLAIN.matcher(text).matches()) {
      return Optional.empty();
    }
    var seconds = new BigDecimal(text);
    if (seconds.compareTo(MOST_SECONDS) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofNanos(
            seconds.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN).longValueExact()));
  }

  /// A whole number between two.
  static Optional<Integer> whole(String text, int least, int most) {
    return text.matches("-?\\d{1,9}")
        ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
        : Optional.empty();
  }

  /// Skills with their levels; without a level: 1.
  static Optional<Map<String, Integer>> skills(String text) {
    var skills = new HashMap<String, Integer>();
    for (String part : text.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      Matcher matcher = SKILL.matcher(part.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int level = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
      if (skills.put(matcher.group(1), level) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(skills);
  }
}

package it.sportello.config;

import it.sportello.config.yaml.Spans;
import java.time.Duration;

/// A figure to compare with: a ratio (`0.80`), a time (`30 s`) or a mark (`3.2 of 4`).
///
/// @param value 0 to 1, seconds, or 0 to 4
public record Measure(double value, Unit unit) {
  /// What the figure is counted in.
  public enum Unit {
    RATIO,
    SECONDS,
    /// A mean of marks from 0 to 4.
    SCORE
  }

  /// Reads `0.80`, `30 s` or `3.2 of 4`.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static Measure parse(String text) {
    if (text.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?")) {
      return new Measure(Double.parseDouble(text), Unit.RATIO);
    }
    if (text.matches("(?:[0-3](?:\\.\\d{1,3})?|4(?:\\.0{1,3})?) of 4")) {
      return new Measure(Double.parseDouble(text.substring(0, text.indexOf(' '))), Unit.SCORE);
    }
    try {
      Duration span = Spans.parse(text);
      return new Measure(span.toMillis() / 1000.0, Unit.SECONDS);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: a ratio such as 0.80, or a span such as 30 s)");
    }
  }

  @Override
  public String toString() {
    return switch (unit) {
      case RATIO -> String.valueOf(value);
      case SECONDS -> value + " s";
      case SCORE -> value + " of 4";
    };
  }
}

package it.sportello.config;

import it.sportello.config.yaml.Spans;
import java.time.Duration;

/// A figure to compare with: a ratio (`0.80`) or a time (`30 s`).
///
/// @param value 0 to 1, or seconds
public record Measure(double value, Unit unit) {
  /// What the figure is counted in.
  public enum Unit {
    RATIO,
    SECONDS
  }

  /// Reads `0.80` or `30 s`.
  ///
  /// @throws IllegalArgumentException naming the text and what was expected
  public static Measure parse(String text) {
    if (text.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?")) {
      return new Measure(Double.parseDouble(text), Unit.RATIO);
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
    return unit == Unit.RATIO ? String.valueOf(value) : value + " s";
  }
}

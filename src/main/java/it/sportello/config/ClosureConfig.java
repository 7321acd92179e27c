package it.sportello.config;

import it.sportello.config.yaml.Default;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/// Days on which the office is closed although it is no holiday.
///
/// @param from first day
/// @param to last day; empty: that one day
/// @param reason shown to operators
public record ClosureConfig(
    LocalDate from, Optional<LocalDate> to, @Default("\"\"") String reason) {
  private static final int MAX_DAYS = 366;

  public ClosureConfig {
    LocalDate last = to.orElse(from);
    if (last.isBefore(from) || last.isAfter(from.plusDays(MAX_DAYS))) {
      throw new IllegalArgumentException(
          "to: " + last + " (expected: " + from + " to " + from.plusDays(MAX_DAYS) + ")");
    }
  }

  Stream<LocalDate> dates() {
    return from.datesUntil(to.orElse(from).plusDays(1));
  }
}

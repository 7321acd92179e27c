package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import it.sportello.schedule.ClockKind;
import java.time.Duration;

/// A service target: this share of contacts taken within this time.
///
/// @param within from entering the queue; whole days where the clock counts days
/// @param ratio 0.80 is eighty per cent
/// @param clock what the time is counted in
public record TargetConfig(
    @Range(min = "1 s", max = "90 d") Duration within,
    @Range(min = "0.01", max = "1") double ratio,
    @Default("opening") ClockKind clock) {
  public TargetConfig {
    boolean days = clock == ClockKind.WORKING_DAYS || clock == ClockKind.CALENDAR_DAYS;
    if (days && !within.equals(Duration.ofDays(within.toDays()))) {
      throw new IllegalArgumentException(
          "within: no whole days (expected: 1 d, 2 d, ... on this clock)");
    }
  }
}

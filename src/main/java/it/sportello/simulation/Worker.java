package it.sportello.simulation;

import it.sportello.operator.OperatorProfile;
import java.time.Duration;
import java.util.List;

/// An operator of the day.
///
/// @param shifts in order, none touching the next
public record Worker(OperatorProfile profile, List<Shift> shifts) {
  public Worker {
    shifts = List.copyOf(shifts);
  }

  /// How long all shifts last together.
  Duration planned() {
    return shifts.stream()
        .map(shift -> shift.to().minus(shift.from()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}

package it.sportello.simulation;

import it.sportello.operator.OperatorProfile;
import java.util.List;

/// An operator of the day.
///
/// @param shifts in order, none touching the next
public record Worker(OperatorProfile profile, List<Shift> shifts) {
  public Worker {
    shifts = List.copyOf(shifts);
  }
}

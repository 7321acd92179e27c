package it.sportello.simulation;

import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A day that is over.
///
/// @param outcomes in the order of the arrivals
/// @param operators how each operator spent the day
/// @param end when the last thing happened, since midnight
public record Day(
    Plan plan, List<Outcome> outcomes, Map<OperatorId, Hours> operators, Duration end) {
  public Day {
    outcomes = List.copyOf(outcomes);
    operators = Map.copyOf(operators);
  }
}

package it.sportello.simulation;

import it.sportello.base.OperatorId;
import it.sportello.desk.DeskRules;
import it.sportello.operator.OperatorProfile;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything that decides how a simulated day goes.
///
/// @param rules of the center; their operators are replaced by the workers
/// @param date whose midnight is second 0, on the clock of `zone`
/// @param answerAfter how long an operator takes to accept what is offered; less than any queue
///   asks one operator
/// @param wrapUp how long an operator writes up a contact, on top of the time it is handled
public record Plan(
    DeskRules rules,
    List<Arrival> arrivals,
    List<Worker> workers,
    LocalDate date,
    ZoneId zone,
    Duration answerAfter,
    Duration wrapUp) {
  public Plan {
    arrivals = List.copyOf(arrivals);
    workers = List.copyOf(workers);
  }

  /// The rules with the operators of the day.
  DeskRules rulesOfTheDay() {
    Map<OperatorId, OperatorProfile> operators = new HashMap<>();
    workers.forEach(w -> operators.put(w.profile().id(), w.profile()));
    return rules.forSimulation(operators);
  }
}

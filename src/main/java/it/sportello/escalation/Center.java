package it.sportello.escalation;

import it.sportello.base.CenterId;
import it.sportello.base.OperatorId;
import java.time.Duration;
import java.util.Set;

/// A group of experts behind the operators.
///
/// @param answerWithin the usual term, in opening time
public record Center(CenterId id, String name, Set<OperatorId> experts, Duration answerWithin) {
  public Center {
    experts = Set.copyOf(experts);
  }
}

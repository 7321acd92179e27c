package it.sportello.web.api;

import it.sportello.base.CenterId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.web.api.Shapes.Named;
import java.util.Map;

/// The names people know queues, operators and centers by.
public record Names(
    Map<QueueId, String> queues, Map<OperatorId, String> operators, Map<CenterId, String> centers) {
  public Names {
    queues = Map.copyOf(queues);
    operators = Map.copyOf(operators);
    centers = Map.copyOf(centers);
  }

  Named queue(QueueId id) {
    return new Named(id.value(), queues.getOrDefault(id, id.value()));
  }

  Named operator(OperatorId id) {
    return new Named(id.value(), operators.getOrDefault(id, id.value()));
  }

  Named center(CenterId id) {
    return new Named(id.value(), centers.getOrDefault(id, id.value()));
  }
}

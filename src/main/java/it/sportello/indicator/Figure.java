package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import java.util.Optional;

/// One figure, with everything needed to check it.
///
/// @param queue whose figure; empty for all queues together
/// @param channel whose figure; empty for all channels together
/// @param value numerator by denominator; empty if there was nothing to measure, which is never
///   "100 %"
/// @param met whether the target is met; empty without target or value
public record Figure(
    Definition definition,
    Optional<QueueId> queue,
    Optional<Channel> channel,
    double numerator,
    double denominator,
    Optional<Double> value,
    Optional<Boolean> met) {

  static Figure of(
      Definition definition,
      Optional<QueueId> queue,
      Optional<Channel> channel,
      double numerator,
      double denominator) {
    boolean counted = definition.kind().unit() == Definition.Unit.COUNT;
    Optional<Double> value =
        counted
            ? Optional.of(numerator)
            : denominator == 0 ? Optional.empty() : Optional.of(numerator / denominator);
    Optional<Boolean> met =
        value.flatMap(v -> definition.target().map(t -> definition.kind().meets(v, t)));
    return new Figure(definition, queue, channel, numerator, denominator, value, met);
  }
}

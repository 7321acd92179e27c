package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One contact of the day.
///
/// @param line of the file, from 2; also tells contacts of the same moment apart
/// @param at since midnight; may be more than a day
/// @param skills that it asks for, besides what its queue asks: name to lowest level
/// @param handle how long it keeps an operator, everything included; interruptions come on top
/// @param patience how long the customer waits; empty: for ever
/// @param priority added to its queue's
public record Arrival(
    int line,
    Duration at,
    Channel channel,
    QueueId queue,
    Map<String, Integer> skills,
    Duration handle,
    Optional<Duration> patience,
    int priority) {
  public Arrival {
    skills = Map.copyOf(skills);
  }
}

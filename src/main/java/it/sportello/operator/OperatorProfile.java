package it.sportello.operator;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the configuration says of one operator or expert.
///
/// @param extension of the softphone; empty if there is none
/// @param skills name to level, 1 to 5
/// @param queues whose contacts may be offered
/// @param capacity how many contacts of a channel at the same time; a channel that is absent is
///   never offered
public record OperatorProfile(
    OperatorId id,
    String name,
    Set<Role> roles,
    Optional<String> extension,
    Map<String, Integer> skills,
    Set<QueueId> queues,
    Map<Channel, Integer> capacity) {
  public OperatorProfile {
    roles = Set.copyOf(roles);
    skills = Map.copyOf(skills);
    queues = Set.copyOf(queues);
    capacity = Map.copyOf(capacity);
  }
}

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
/// @param written how much written work at the same time, over all channels, each contact counting
///   by its channel's weight
/// @param autoAccept whether written work is theirs as soon as it is offered
public record OperatorProfile(
    OperatorId id,
    String name,
    Set<Role> roles,
    Optional<String> extension,
    Map<String, Integer> skills,
    Set<QueueId> queues,
    Map<Channel, Integer> capacity,
    int written,
    boolean autoAccept) {
  public OperatorProfile {
    roles = Set.copyOf(roles);
    skills = Map.copyOf(skills);
    queues = Set.copyOf(queues);
    capacity = Map.copyOf(capacity);
  }

  /// As much written work as the highest of the channels' limits; offers are accepted by hand.
  public OperatorProfile(
      OperatorId id,
      String name,
      Set<Role> roles,
      Optional<String> extension,
      Map<String, Integer> skills,
      Set<QueueId> queues,
      Map<Channel, Integer> capacity) {
    this(
        id,
        name,
        roles,
        extension,
        skills,
        queues,
        capacity,
        capacity.values().stream().mapToInt(Integer::intValue).max().orElse(0),
        false);
  }
}

package it.sportello.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.access.Role;
import it.sportello.base.OperatorId;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Shows Prometheus how many operators are available, pausing or away; together they are all
/// operators of the configuration.
///
/// Changed on the desk lane; a scrape reads from its own thread.
public final class AgentMeters implements Watcher {
  private final Map<OperatorId, Presence> presences = new ConcurrentHashMap<>();

  /// @param profiles of everybody; those who are no operators are not counted
  public AgentMeters(MeterRegistry registry, Collection<OperatorProfile> profiles) {
    profiles.stream()
        .filter(profile -> profile.roles().contains(Role.OPERATOR))
        .forEach(profile -> presences.put(profile.id(), Presence.AWAY));
    for (Presence presence : Presence.values()) {
      Gauge.builder("contactcenter.agents", presences, all -> count(all, presence))
          .tag("state", presence.code())
          .strongReference(true)
          .register(registry);
    }
  }

  /// Takes over what the operators were before the first commit.
  public void start(Collection<Operator> operators) {
    operators.forEach(this::change);
  }

  @Override
  public void committed(Committed committed) {
    committed.operators().values().forEach(this::change);
  }

  private void change(Operator operator) {
    presences.replace(operator.id(), operator.presence());
  }

  private static long count(Map<OperatorId, Presence> all, Presence presence) {
    return all.values().stream().filter(presence::equals).count();
  }
}

package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.contact.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How contacts and operators are brought together, for all queues alike.
///
/// @param order in which contacts are taken
/// @param choice whom of several free operators a contact goes to
/// @param preferLiveFor how long somebody who waits in person waits for a wanted operator
/// @param pauseAfter how many offers in a row an operator may let pass before the desk chooses a
///   pause for them, from 1
/// @param weights how much of an operator's written capacity a contact of a channel takes; 1 for a
///   channel that is absent
/// @param rules what new contacts ask for because of who sent them and what they say
public record RoutingRules(
    Order order,
    Choice choice,
    Duration preferLiveFor,
    int pauseAfter,
    Map<Channel, Integer> weights,
    List<PriorityRule> rules) {
  /// Furthest from 0 that rules together can bring a priority.
  public static final int MOST_PRIORITY = 10;

  /// What a center does that configures nothing.
  public static final RoutingRules USUAL = new RoutingRules(Order.DEADLINE);

  public RoutingRules {
    weights = Map.copyOf(weights);
    rules = List.copyOf(rules);
  }

  /// The usual rules with another order.
  public RoutingRules(Order order) {
    this(order, Choice.LONGEST_IDLE, Duration.ofSeconds(15), 1, Map.of(), List.of());
  }

  /// Returns the same rules with another order.
  public RoutingRules withOrder(Order other) {
    return new RoutingRules(other, choice, preferLiveFor, pauseAfter, weights, rules);
  }

  int weight(Channel channel) {
    return weights.getOrDefault(channel, 1);
  }

  /// Returns what a contact asks for by itself together with what the rules that hold add:
  /// priorities are added up, of each skill the higher level counts, who wants an operator first is
  /// heard.
  public Needs needs(Needs own, PriorityRule.Looked at) {
    List<PriorityRule> holding = rules.stream().filter(r -> r.holds(at)).toList();
    if (holding.isEmpty()) {
      return own;
    }
    var skills = new TreeMap<>(own.skills());
    int priority = own.priority();
    var wanted = own.wanted();
    var excluded = new ArrayList<>(own.excluded());
    var names = new ArrayList<>(own.rules());
    for (PriorityRule rule : holding) {
      rule.needs().skills().forEach((skill, level) -> skills.merge(skill, level, Math::max));
      priority += rule.needs().priority();
      wanted = rule.needs().wanted().or(orElse(wanted));
      excluded.addAll(rule.needs().excluded());
      names.add(rule.name());
    }
    int bounded = Math.clamp(priority, -MOST_PRIORITY, MOST_PRIORITY);
    return new Needs(skills, bounded, wanted, excluded, names);
  }

  private static <T> java.util.function.Supplier<Optional<T>> orElse(Optional<T> other) {
    return () -> other;
  }
}

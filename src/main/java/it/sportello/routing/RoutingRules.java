package it.sportello.routing;

/// How contacts and operators are brought together, for all queues alike.
///
/// @param order in which contacts are taken
public record RoutingRules(Order order) {
  /// What a center does that configures nothing.
  public static final RoutingRules USUAL = new RoutingRules(Order.DEADLINE);
}

package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a queue does so that nothing in it lies for ever.
///
/// @param relax how requirements relax while a contact waits, by time
/// @param autoAccept whether written work is an operator's as soon as it is offered
/// @param untouched written work in hands about which nothing happens; empty: it may lie
/// @param unstaffed contacts for which nobody is logged in; empty: they wait
public record Upkeep(
    List<Relaxation> relax,
    boolean autoAccept,
    Optional<Untouched> untouched,
    Optional<Unstaffed> unstaffed) {
  /// Nothing happens by itself.
  public static final Upkeep NONE =
      new Upkeep(List.of(), false, Optional.empty(), Optional.empty());

  public Upkeep {
    relax = List.copyOf(relax);
  }

  /// Written work in an operator's hands about which nothing happens.
  ///
  /// @param after opening time since its operator took it, wrote or noted something
  /// @param to the operator it waits for then, such as a supervisor; empty: anybody of its queue
  public record Untouched(Duration after, Optional<OperatorId> to) {}

  /// Contacts that wait while nobody who may take them is logged in.
  ///
  /// @param after how long that lasts before they go on waiting elsewhere, wall time
  /// @param to the queue where they go on waiting
  public record Unstaffed(Duration after, QueueId to) {}
}

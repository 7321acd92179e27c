package it.sportello.operator;

import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.Optional;

/// One operator as the desk knows them. What they are doing is told by the contacts they own.
///
/// @param reason of a pause, as `operators.yaml` names it, or `not-answering`; empty otherwise
/// @param since when the presence was chosen
/// @param console whether a console of theirs is connected
/// @param lostAt when they count as gone if no console comes back; empty while one is connected
/// @param phone whether their softphone is registered
/// @param idleSince when their last work ended, or when they became available
public record Operator(
    OperatorId id,
    Presence presence,
    String reason,
    Instant since,
    boolean console,
    Optional<Instant> lostAt,
    boolean phone,
    Instant idleSince) {

  /// An operator of whom nothing is known yet.
  public static Operator unknown(OperatorId id) {
    return new Operator(
        id, Presence.AWAY, "", Instant.EPOCH, false, Optional.empty(), false, Instant.EPOCH);
  }

  /// Returns the operator after this event.
  ///
  /// @param at when it happened
  public Operator after(OperatorEvent event, Instant at) {
    return switch (event) {
      case OperatorEvent.PresenceChosen e ->
          new Operator(id, e.presence(), e.reason(), at, console, lostAt, phone, at);
      case OperatorEvent.ConsoleConnected _ ->
          new Operator(id, presence, reason, since, true, Optional.empty(), phone, idleSince);
      case OperatorEvent.ConsoleGone e ->
          new Operator(
              id, presence, reason, since, false, Optional.of(e.lostAt()), phone, idleSince);
      case OperatorEvent.Lost _ ->
          new Operator(id, Presence.AWAY, "", at, false, Optional.empty(), phone, at);
      case OperatorEvent.PhoneUp _ ->
          new Operator(id, presence, reason, since, console, lostAt, true, idleSince);
      case OperatorEvent.PhoneDown _ ->
          new Operator(id, presence, reason, since, console, lostAt, false, idleSince);
      case OperatorEvent.BecameIdle _ ->
          new Operator(id, presence, reason, since, console, lostAt, phone, at);
    };
  }
}

package it.sportello.operator;

import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// One operator as the desk knows them. What they are doing is told by the contacts they own.
///
/// @param reason of a pause, as `operators.yaml` names it, or `not-answering`; empty otherwise
/// @param since when the presence was chosen
/// @param console whether a console of theirs is connected
/// @param lostAt when they count as gone if no console comes back; empty while one is connected
/// @param phone whether their softphone is registered
/// @param idleSince when their last work ended, or when they became available
/// @param talkUntil when their talk counts as lost if their softphone does not come back; empty
///   while it is there
/// @param passed how many offers in a row they let pass
public record Operator(
    OperatorId id,
    Presence presence,
    String reason,
    Instant since,
    boolean console,
    Optional<Instant> lostAt,
    boolean phone,
    Instant idleSince,
    Optional<Instant> talkUntil,
    int passed) {

  /// An operator who let no offer pass.
  public Operator(
      OperatorId id,
      Presence presence,
      String reason,
      Instant since,
      boolean console,
      Optional<Instant> lostAt,
      boolean phone,
      Instant idleSince,
      Optional<Instant> talkUntil) {
    this(id, presence, reason, since, console, lostAt, phone, idleSince, talkUntil, 0);
  }

  /// An operator of whom nothing is known yet.
  public static Operator unknown(OperatorId id) {
    return new Operator(
        id,
        Presence.AWAY,
        "",
        Instant.EPOCH,
        false,
        Optional.empty(),
        false,
        Instant.EPOCH,
        Optional.empty());
  }

  /// When something has to happen if neither console nor softphone comes back.
  public Optional<Instant> nextDeadline() {
    return Stream.concat(lostAt.stream(), talkUntil.stream()).min(Instant::compareTo);
  }

  /// Returns the operator after this event.
  ///
  /// @param at when it happened
  public Operator after(OperatorEvent event, Instant at) {
    return switch (event) {
      case OperatorEvent.PresenceChosen e -> chose(e.presence(), e.reason(), at);
      case OperatorEvent.ConsoleConnected _ -> withConsole(true, Optional.empty());
      case OperatorEvent.ConsoleGone e -> withConsole(false, Optional.of(e.lostAt()));
      case OperatorEvent.Lost _ ->
          chose(Presence.AWAY, "", at).withConsole(false, Optional.empty());
      case OperatorEvent.PhoneUp _ -> withPhone(true, Optional.empty());
      case OperatorEvent.PhoneDown _ -> withPhone(false, talkUntil);
      case OperatorEvent.TalkAtRisk e -> withPhone(phone, Optional.of(e.until()));
      case OperatorEvent.TalkLost _ -> withPhone(phone, Optional.empty());
      case OperatorEvent.BecameIdle _ ->
          new Operator(id, presence, reason, since, console, lostAt, phone, at, talkUntil, passed);
      case OperatorEvent.Passed e ->
          new Operator(
              id, presence, reason, since, console, lostAt, phone, idleSince, talkUntil, e.times());
    };
  }

  private Operator chose(Presence chosen, String why, Instant at) {
    return new Operator(id, chosen, why, at, console, lostAt, phone, at, talkUntil, passed);
  }

  private Operator withConsole(boolean connected, Optional<Instant> gone) {
    return new Operator(
        id, presence, reason, since, connected, gone, phone, idleSince, talkUntil, passed);
  }

  private Operator withPhone(boolean registered, Optional<Instant> until) {
    return new Operator(
        id, presence, reason, since, console, lostAt, registered, idleSince, until, passed);
  }
}

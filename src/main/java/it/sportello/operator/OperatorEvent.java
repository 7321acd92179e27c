package it.sportello.operator;

import it.sportello.base.OperatorId;
import it.sportello.journal.Fact;
import java.time.Instant;

/// What can happen to an operator. When it happened is the journal entry's instant.
public sealed interface OperatorEvent extends Fact {
  /// Whose event it is.
  OperatorId id();

  @Override
  default String subject() {
    return "operator/" + id();
  }

  @Override
  default boolean superseded() {
    return true;
  }

  /// A presence was chosen.
  ///
  /// @param reason of a pause; empty otherwise
  /// @param byDesk whether the desk chose it, because the operator let an offer pass
  record PresenceChosen(OperatorId id, Presence presence, String reason, boolean byDesk)
      implements OperatorEvent {}

  /// A console of theirs is connected.
  record ConsoleConnected(OperatorId id) implements OperatorEvent {}

  /// Their last console has gone; if none comes back until `lostAt`, they count as gone.
  record ConsoleGone(OperatorId id, Instant lostAt) implements OperatorEvent {}

  /// They are gone: away, and their work goes back.
  record Lost(OperatorId id) implements OperatorEvent {}

  /// Their softphone is registered.
  record PhoneUp(OperatorId id) implements OperatorEvent {}

  /// Their softphone is not registered any more.
  record PhoneDown(OperatorId id) implements OperatorEvent {}

  /// Their softphone went in the middle of a talk; if it does not come back until `until`, the
  /// caller goes back to the queue.
  record TalkAtRisk(OperatorId id, Instant until) implements OperatorEvent {}

  /// Their softphone did not come back in time: whoever they talked with was taken back.
  record TalkLost(OperatorId id) implements OperatorEvent {}

  /// They let an offer pass, or took one after having let some pass.
  ///
  /// @param times how many in a row; 0 as soon as they take one
  record Passed(OperatorId id, int times) implements OperatorEvent {}

  /// Their last work ended.
  record BecameIdle(OperatorId id) implements OperatorEvent {}
}

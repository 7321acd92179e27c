package it.sportello.telephony;

import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the PBX tells us, in our words.
///
/// Events may be late, repeated or cross each other: whoever receives them decides by the state
/// they find.
public sealed interface CallEvent {
  /// A caller is in the waiting room. Also sent when a caller came back to it, and for callers
  /// found after a restart.
  ///
  /// @param did the number that was dialled
  /// @param callerNumber what the network showed, as received, at most 80 signs; empty if withheld
  /// @param since when the call reached the PBX
  record Waiting(CallId call, String did, Optional<String> callerNumber, Instant since)
      implements CallEvent {}

  /// The operator's softphone rings.
  record Ringing(CallId call, OperatorId operator) implements CallEvent {}

  /// Caller and operator talk.
  record Answered(CallId call, OperatorId operator) implements CallEvent {}

  /// The operator's softphone did not take the call; the caller is on the way back to the waiting
  /// room.
  record NotAnswered(CallId call, OperatorId operator, Reason reason) implements CallEvent {}

  /// The operator put the caller on hold.
  record Held(CallId call, OperatorId operator) implements CallEvent {}

  /// The operator took the caller off hold.
  record Resumed(CallId call, OperatorId operator) implements CallEvent {}

  /// The operator's leg ended after a talk; the caller's may still be there for a moment.
  record TalkEnded(CallId call, OperatorId operator) implements CallEvent {}

  /// The operator hung up after a talk, and the caller stays to be asked.
  ///
  /// @param ticket as in [Calls#askAfterwards]
  record Stayed(CallId call, String ticket) implements CallEvent {}

  /// The number outside that a caller was passed on to answered, or did not: then the caller is on
  /// the way back to the waiting room.
  record Forwarded(CallId call, Reached reached) implements CallEvent {}

  /// The caller's leg is gone: the call is over.
  record HungUp(CallId call) implements CallEvent {}

  /// What the caller was told is over.
  ///
  /// @param about as in [Calls#say]
  record Said(CallId call, String about) implements CallEvent {}

  /// The caller answered a question with one key.
  ///
  /// @param question as in [Calls#ask]
  /// @param digit `0` to `9`, `*` or `#`; empty if none came in time
  record Digit(CallId call, String question, Optional<String> digit) implements CallEvent {}

  /// The link to the PBX is up and this is everything that lives there now. Calls that are not
  /// listed are over.
  record Resync(List<LiveCall> calls, List<OperatorId> registered) implements CallEvent {}

  /// The link to the PBX is lost. Calls go on; a [Resync] follows when it is back.
  record LinkLost() implements CallEvent {}

  /// The operator's softphone is registered.
  record LineUp(OperatorId operator) implements CallEvent {}

  /// The operator's softphone has gone, for example because the browser was closed.
  record LineDown(OperatorId operator) implements CallEvent {}

  /// Why an operator's softphone did not take a call.
  enum Reason {
    NO_ANSWER,
    BUSY,
    UNREACHABLE,
    CANCELLED
  }

  /// One call found at the PBX after the link came up.
  ///
  /// @param talkingTo the operator it is connected with; empty while it waits
  record LiveCall(
      CallId call,
      String did,
      Optional<String> callerNumber,
      Instant since,
      Optional<OperatorId> talkingTo) {}
}

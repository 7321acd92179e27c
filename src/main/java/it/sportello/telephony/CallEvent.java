package it.sportello.telephony;

import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  /// Somebody beside the caller is in the call's room, perhaps not for the first time.
  record Joined(CallId call, Party party) implements CallEvent {}

  /// The leg of somebody beside the caller ended in the call's room or on hold.
  ///
  /// @param lost whether the PBX ended it because nothing was heard from it any more
  record Left(CallId call, Party party, boolean lost) implements CallEvent {}

  /// Who was asked did not answer; the operator who asked is on the way to the call's room.
  record NotJoined(CallId call, Reached reached) implements CallEvent {}

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

  /// A caller who waits pressed a key without being asked a question, or while one was asked.
  ///
  /// @param digit `0` to `9`, `*` or `#`
  record Key(CallId call, String digit) implements CallEvent {}

  /// The operator's own phone answered, for a call that they make; the number outside is not
  /// dialled yet.
  record OwnAnswered(CallId call, OperatorId operator) implements CallEvent {}

  /// The operator's own phone did not answer for a call that they make, or is out of it.
  record OwnEnded(CallId call, OperatorId operator) implements CallEvent {}

  /// The number outside that an operator calls was not reached.
  ///
  /// @param reached anything but [Reached#ANSWERED]
  record NotReached(CallId call, Reached reached) implements CallEvent {}

  /// The link to the PBX is up and this is everything that lives there now. Calls that are not
  /// listed are over.
  ///
  /// @param calls callers who wait or talk, and numbers outside that were reached
  /// @param beginning calls that operators make and nobody outside has answered yet
  /// @param spying legs of supervisors
  record Resync(
      List<LiveCall> calls,
      List<OperatorId> registered,
      List<BeginningCall> beginning,
      List<SpyId> spying)
      implements CallEvent {
    /// Without calls that operators make, and without supervisors.
    public Resync(List<LiveCall> calls, List<OperatorId> registered) {
      this(calls, registered, List.of(), List.of());
    }
  }

  /// The link to the PBX is lost. Calls go on; a [Resync] follows when it is back.
  record LinkLost() implements CallEvent {}

  /// The operator's softphone is registered.
  record LineUp(OperatorId operator) implements CallEvent {}

  /// The operator's softphone has gone, for example because the browser was closed.
  record LineDown(OperatorId operator) implements CallEvent {}

  /// A supervisor's leg hears a talk, or has gone.
  ///
  /// @param hears whether it hears; otherwise the session is over
  record Spying(SpyId session, boolean hears) implements CallEvent {}

  /// Why an operator's softphone did not take a call.
  enum Reason {
    NO_ANSWER,
    BUSY,
    UNREACHABLE,
    CANCELLED
  }

  /// One call found at the PBX after the link came up.
  ///
  /// @param talkingTo the operator it is connected with; empty while it waits, and in a room
  /// @param room where everybody is, if the call has a room
  record LiveCall(
      CallId call,
      String did,
      Optional<String> callerNumber,
      Instant since,
      Optional<OperatorId> talkingTo,
      Optional<Room> room) {}

  /// Where the legs of a call are that is not in the hands of one `Dial`.
  ///
  /// @param caller where the caller is
  /// @param others where the others are, without one who still rings
  /// @param asking the operator for whom somebody rings
  record Room(Spot caller, Map<Party, Spot> others, Optional<OperatorId> asking) {
    public Room {
      others = Map.copyOf(others);
    }
  }

  /// One call that an operator makes, found at the PBX after the link came up.
  ///
  /// @param own whether the operator's own phone has answered
  /// @param dialled whether the number outside is being dialled
  record BeginningCall(CallId call, OperatorId operator, boolean own, boolean dialled) {}
}

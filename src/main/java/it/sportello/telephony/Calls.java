package it.sportello.telephony;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import java.time.Duration;

/// What the desk asks of the PBX.
///
/// Every method returns at once and never throws for a call that has gone: what became of it
/// arrives as a [CallEvent]. May be called from any thread; requests for one call are carried out
/// in order.
public interface Calls {
  /// Takes the caller out of the waiting room and rings one operator's softphone.
  ///
  /// @param contact shown to the softphone in the header `X-CC-Call`, so that the browser links
  ///   call and contact
  /// @param ringFor how long to ring, 5 s to 120 s
  void ring(CallId call, ContactId contact, OperatorId operator, Duration ringFor);

  /// Plays prompts to a caller in the waiting room, instead of the music; afterwards the music goes
  /// on and a [CallEvent.Said] tells. A [#ring] or [#backToWaiting] breaks it off at once, without
  /// an event.
  ///
  /// @param about comes back with the event
  void say(CallId call, Speech speech, String about);

  /// Plays the one prompt of a speech to a caller in the waiting room and waits for one key, which
  /// may come while it plays. A [CallEvent.Digit] tells. Broken off like [#say].
  ///
  /// @param question comes back with the event
  /// @param patience how long to wait after the prompt's end, 1 s to 60 s
  void ask(CallId call, Speech speech, String question, Duration patience);

  /// Says what becomes of the caller when the operator hangs up after a talk: with a ticket the
  /// caller stays, and a [CallEvent.Stayed] brings it back; otherwise the call ends. Holds for
  /// every talk with an operator until it is said anew.
  ///
  /// @param ticket letters, digits and `:-_.`, at most 150; empty for none
  void askAfterwards(CallId call, String ticket);

  /// Ends a talk as if the operator had hung up, also one in a room that the operator has left.
  void endTalk(CallId call);

  /// Puts the caller back into the waiting room, whether the operator rings or talks.
  void backToWaiting(CallId call);

  /// Takes the caller out of a talk or the waiting room and dials a number outside for them.
  ///
  /// @param number E.164
  /// @param shown the number that is shown there, digits with or without `+`; empty for the trunk's
  ///   own
  /// @param ringFor how long to ring, 5 s to 120 s
  void dialOut(CallId call, String number, String shown, Duration ringFor);

  /// Lets an operator who talks with the caller ask somebody: the caller hears music, and who is
  /// asked rings. Both meet in the call's room when it is answered: [CallEvent.Joined]. If not, the
  /// operator goes there alone: [CallEvent.NotJoined].
  ///
  /// @param contact as in [#ring]
  /// @param asked a colleague, or somebody outside
  /// @param number of somebody outside, E.164; empty for a colleague
  /// @param shown as in [#dialOut]
  /// @param ringFor as in [#ring]
  void consult(
      CallId call,
      ContactId contact,
      OperatorId asking,
      Party asked,
      String number,
      String shown,
      Duration ringFor);

  /// Moves one leg into the call's room or on hold; a leg that has gone stays away.
  void move(CallId call, Party party, Spot spot);

  /// Ends the leg of somebody beside the caller, also while it rings.
  void drop(CallId call, Party party);

  /// From now on the call ends when nobody but the caller is in its room; without this the caller
  /// goes back to the waiting room.
  void leave(CallId call);

  /// Rings an operator's own phone for a call that they make. [CallEvent.OwnAnswered] or
  /// [CallEvent.OwnEnded] tells.
  ///
  /// @param call made by [CallId#outgoing]
  /// @param contact shown to the softphone in the header `X-CC-Call`
  /// @param number E.164, shown there
  /// @param ringFor how long to ring, 5 s to 120 s
  void callOwn(
      CallId call, ContactId contact, OperatorId operator, String number, Duration ringFor);

  /// Dials the number outside for an operator whose own phone has answered, and joins both.
  /// [CallEvent.Answered] or [CallEvent.NotReached] tells.
  ///
  /// @param number E.164
  /// @param shown the number that is shown there, digits with or without `+`; empty for the trunk's
  ///   own
  /// @param ringFor how long to ring, 5 s to 120 s
  void callOutside(CallId call, String number, String shown, Duration ringFor);

  /// Ends the call for everybody.
  void hangUp(CallId call);

  /// Says how the link to the PBX is, for health pages.
  LinkState link();

  /// How the link to the PBX is.
  enum LinkState {
    NOT_CONFIGURED,
    CONNECTING,
    CONNECTED
  }
}

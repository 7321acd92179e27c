package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.recording.RecordingOrder;
import it.sportello.supervision.SpyOrder;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Speech;
import it.sportello.telephony.Spot;
import java.time.Duration;

/// Something to do in the world once the events that ask for it are durable.
public sealed interface Effect {
  /// Ring an operator's softphone for a waiting caller.
  record Ring(CallId call, ContactId contact, OperatorId operator, Duration ringFor)
      implements Effect {}

  /// Tell a waiting caller something.
  record Say(CallId call, Speech speech, String about) implements Effect {}

  /// Ask a waiting caller for a key.
  record Ask(CallId call, Speech speech, String question, Duration patience) implements Effect {}

  /// Say what a caller is asked after the talk.
  ///
  /// @param ticket comes back as [it.sportello.telephony.CallEvent.Stayed]; empty for nothing
  record AskAfterwards(CallId call, String ticket) implements Effect {}

  /// End a talk as if the operator had hung up: the caller may stay for the survey.
  record EndTalk(CallId call) implements Effect {}

  /// Put a caller back into the waiting room.
  record BackToWaiting(CallId call) implements Effect {}

  /// Connect a caller with a number outside.
  ///
  /// @param shown the number that is shown there; empty for the trunk's own
  record DialOut(CallId call, String number, String shown, Duration ringFor) implements Effect {}

  /// Put the caller on hold and ring whom the operator asks.
  ///
  /// @param number of somebody outside, E.164; empty for a colleague
  /// @param shown as in [DialOut]
  record Consult(
      CallId call,
      ContactId contact,
      OperatorId asking,
      Party asked,
      String number,
      String shown,
      Duration ringFor)
      implements Effect {}

  /// Move one leg into the call's room or on hold.
  record Move(CallId call, Party party, Spot spot) implements Effect {}

  /// End the leg of somebody beside the caller.
  record Drop(CallId call, Party party) implements Effect {}

  /// Nobody of ours is in the call any more: it ends when the caller is alone.
  record Leave(CallId call) implements Effect {}

  /// Ring an operator's own phone for a call that they make.
  record CallOwn(
      CallId call, ContactId contact, OperatorId operator, String number, Duration ringFor)
      implements Effect {}

  /// Dial the number outside for an operator whose own phone has answered.
  ///
  /// @param shown the number that is shown there; empty for the trunk's own
  record CallOutside(CallId call, String number, String shown, Duration ringFor)
      implements Effect {}

  /// End a call.
  record HangUp(CallId call) implements Effect {}

  /// Begin, silence or end a recording.
  record RecordTalk(RecordingOrder order) implements Effect {}

  /// Begin, change or end a supervisor's session.
  record Supervise(SpyOrder order) implements Effect {}

  /// Send a message.
  record Send(Outgoing message) implements Effect {}
}

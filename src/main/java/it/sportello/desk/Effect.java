package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.recording.RecordingOrder;
import it.sportello.supervision.SpyOrder;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
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

  /// Put a caller back into the waiting room.
  record BackToWaiting(CallId call) implements Effect {}

  /// Connect a caller with a number outside.
  ///
  /// @param shown the number that is shown there; empty for the trunk's own
  record DialOut(CallId call, String number, String shown, Duration ringFor) implements Effect {}

  /// End a call.
  record HangUp(CallId call) implements Effect {}

  /// Begin, silence or end a recording.
  record RecordTalk(RecordingOrder order) implements Effect {}

  /// Begin, change or end a supervisor's session.
  record Supervise(SpyOrder order) implements Effect {}

  /// Send a message.
  record Send(Outgoing message) implements Effect {}
}

package it.sportello.desk;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.Because;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Outcome;
import it.sportello.escalation.EscalationEvent;
import it.sportello.journal.FactCodec;
import it.sportello.mail.Evidence;
import it.sportello.mail.Reason;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.Presence;
import it.sportello.recording.Asking;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RoomChanged;
import it.sportello.scan.Verdict;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import it.sportello.telephony.SpyMode;
import java.util.List;

/// Every kind of fact the desk writes, with the code under which the journal keeps it for ever.
public final class Facts {
  private Facts() {}

  /// Returns the codec of all facts.
  public static FactCodec codec() {
    return new FactCodec(
            List.of(
                ContactId.class,
                OperatorId.class,
                QueueId.class,
                CenterId.class,
                CustomerId.class,
                EscalationId.class,
                OutboxId.class,
                Sha256.class,
                CallId.class),
            List.of(
                Channel.class,
                Presence.class,
                Because.class,
                Outcome.class,
                Reached.class,
                CallbackEnd.class,
                MailEvent.Fate.class,
                Evidence.Kind.class,
                Reason.Code.class,
                MailEvent.Stage.class,
                Acknowledgement.Why.class,
                Consult.Phase.class,
                ConsultEnd.class,
                Asking.class,
                Verdict.Kind.class,
                SpyMode.class))
        .register("contact.arrived", 1, ContactEvent.Arrived.class)
        .register("contact.required", 1, ContactEvent.Required.class)
        .register("contact.queued", 1, ContactEvent.Queued.class)
        .register("contact.offered", 1, ContactEvent.Offered.class)
        .register("contact.accepted", 1, ContactEvent.Accepted.class)
        .register("contact.returned", 1, ContactEvent.Returned.class)
        .register("contact.relaxed", 1, ContactEvent.Relaxed.class)
        .register("contact.nobody-free", 1, ContactEvent.NobodyFree.class)
        .register("contact.widened", 1, ContactEvent.Widened.class)
        .register("contact.moved", 1, ContactEvent.Moved.class)
        .register("contact.held", 1, ContactEvent.Held.class)
        .register("contact.resumed", 1, ContactEvent.Resumed.class)
        .register("contact.wrap-up-started", 1, ContactEvent.WrapUpStarted.class)
        .register("contact.forwarded", 1, ContactEvent.Forwarded.class)
        .register("contact.forward-ended", 1, ContactEvent.ForwardEnded.class)
        .register("contact.call-placed", 1, ContactEvent.CallPlaced.class)
        .register("contact.dial-started", 1, ContactEvent.DialStarted.class)
        .register("contact.dial-ready", 1, ContactEvent.DialReady.class)
        .register("contact.dial-ended", 1, ContactEvent.DialEnded.class)
        .register("contact.callback-promised", 1, ContactEvent.CallbackPromised.class)
        .register("contact.callback-rested", 1, ContactEvent.CallbackRested.class)
        .register("contact.callback-due", 1, ContactEvent.CallbackDue.class)
        .register("contact.callback-ended", 1, ContactEvent.CallbackEnded.class)
        .register("contact.place-taken", 1, ContactEvent.PlaceTaken.class)
        .register("contact.wrap-up-extended", 1, ContactEvent.WrapUpExtended.class)
        .register("contact.escalated", 1, ContactEvent.Escalated.class)
        .register("contact.message-received", 1, ContactEvent.MessageReceived.class)
        .register("contact.message-written", 1, ContactEvent.MessageWritten.class)
        .register("contact.message-forwarded", 1, ContactEvent.MessageForwarded.class)
        .register("contact.acknowledged", 1, ContactEvent.Acknowledged.class)
        .register("contact.note-added", 1, ContactEvent.NoteAdded.class)
        .register("contact.closed", 1, ContactEvent.Closed.class)
        .register("contact.reopened", 1, ContactEvent.Reopened.class)
        .register("caller.asked", 1, CallerEvent.Asked.class)
        .register("caller.chose", 1, CallerEvent.Chose.class)
        .register("caller.sent-on", 1, CallerEvent.SentOn.class)
        .register("caller.waits", 1, CallerEvent.Waits.class)
        .register("caller.announced", 1, CallerEvent.Announced.class)
        .register("caller.dismissed", 1, CallerEvent.Dismissed.class)
        .register("caller.survey-asked", 1, CallerEvent.SurveyAsked.class)
        .register("caller.survey-answered", 1, CallerEvent.SurveyAnswered.class)
        .register("caller.callback-refused", 1, CallerEvent.CallbackRefused.class)
        .register("caller.gone", 1, CallerEvent.Gone.class)
        .register("consult.asked", 1, ConsultEvent.Asked.class)
        .register("consult.joined", 1, ConsultEvent.Joined.class)
        .register("consult.shifted", 1, ConsultEvent.Shifted.class)
        .register("consult.ended", 1, ConsultEvent.Ended.class)
        .register("consult.completed", 1, ConsultEvent.Completed.class)
        .register("consult.wrapped-up", 1, ConsultEvent.WrappedUp.class)
        .register("queue.paced", 1, Pace.class)
        .register("queue.work-paced", 1, WorkPace.class)
        .register("operator.presence-chosen", 1, OperatorEvent.PresenceChosen.class)
        .register("operator.console-connected", 1, OperatorEvent.ConsoleConnected.class)
        .register("operator.console-gone", 1, OperatorEvent.ConsoleGone.class)
        .register("operator.lost", 1, OperatorEvent.Lost.class)
        .register("operator.phone-up", 1, OperatorEvent.PhoneUp.class)
        .register("operator.phone-down", 1, OperatorEvent.PhoneDown.class)
        .register("operator.talk-at-risk", 1, OperatorEvent.TalkAtRisk.class)
        .register("operator.talk-lost", 1, OperatorEvent.TalkLost.class)
        .register("operator.passed", 1, OperatorEvent.Passed.class)
        .register("desk.configured", 1, Configured.class)
        .register("queue.staffed", 1, Staffed.class)
        .register("operator.became-idle", 1, OperatorEvent.BecameIdle.class)
        .register("escalation.asked", 1, EscalationEvent.Asked.class)
        .register("escalation.opinion-given", 1, EscalationEvent.OpinionGiven.class)
        .register("escalation.expired", 1, EscalationEvent.Expired.class)
        .register("recording.asked", 1, RecordingEvent.Asked.class)
        .register("recording.consented", 1, RecordingEvent.Consented.class)
        .register("recording.refused", 1, RecordingEvent.Refused.class)
        .register("recording.started", 1, RecordingEvent.Started.class)
        .register("recording.paused", 1, RecordingEvent.Paused.class)
        .register("recording.resumed", 1, RecordingEvent.Resumed.class)
        .register("recording.stopped", 1, RecordingEvent.Stopped.class)
        .register("recording.kept", 1, RecordingEvent.Kept.class)
        .register("recording.lost", 1, RecordingEvent.Lost.class)
        .register("recording.heard", 1, RecordingEvent.Heard.class)
        .register("recording.purged", 1, RecordingEvent.Purged.class)
        .register("recording.room-changed", 1, RoomChanged.class)
        .register("supervision.asked", 1, SupervisionEvent.Asked.class)
        .register("supervision.began", 1, SupervisionEvent.Began.class)
        .register("supervision.switched", 1, SupervisionEvent.Switched.class)
        .register("supervision.ended", 1, SupervisionEvent.Ended.class)
        .register("mail.taken", 1, MailEvent.Taken.class)
        .register("mail.unread", 1, MailEvent.Unread.class)
        .register("mail.sent", 1, MailEvent.Sent.class)
        .register("mail.delayed", 1, MailEvent.Delayed.class)
        .register("mail.failed", 1, MailEvent.Failed.class)
        .register("mail.reconsidered", 1, MailEvent.Reconsidered.class)
        .register("mail.bounced", 1, MailEvent.Bounced.class)
        .register("mail.certified", 1, MailEvent.Certified.class)
        .register("mail.scanned", 1, MailEvent.Scanned.class)
        .register("mail.awaited", 1, MailEvent.Awaited.class)
        .register("mail.receipt-missing", 1, MailEvent.ReceiptMissing.class)
        .register("mail.no-longer-awaited", 1, MailEvent.NoLongerAwaited.class)
        .register("mail.leaving", 1, MailEvent.Leaving.class)
        .register("mail.uncertain", 1, MailEvent.Uncertain.class)
        .register("mail.auto-answered", 1, MailEvent.AutoAnswered.class)
        .register("mail.not-acknowledged", 1, MailEvent.NotAcknowledged.class);
  }
}

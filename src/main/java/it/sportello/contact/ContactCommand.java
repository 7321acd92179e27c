package it.sportello.contact;

import it.sportello.base.CenterId;
import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody or something wants of one contact.
public sealed interface ContactCommand {
  /// Enter a queue for the first time.
  ///
  /// @param preference who shall have it for a while; empty for anybody of the queue
  record Enqueue(
      QueueId queue, int priority, Instant deadline, Optional<ContactState.Preference> preference)
      implements ContactCommand {
    /// For anybody of the queue.
    public Enqueue(QueueId queue, int priority, Instant deadline) {
      this(queue, priority, deadline, Optional.empty());
    }
  }

  /// Ask this operator.
  record Offer(OperatorId operator, Instant expiresAt, Explanation why) implements ContactCommand {}

  /// The operator takes it.
  record Accept(OperatorId operator) implements ContactCommand {}

  /// The operator gives it back, or could not be reached.
  ///
  /// @param notBefore from when the same operator may be asked again
  record GiveBack(OperatorId operator, Because because, Instant notBefore, String text)
      implements ContactCommand {}

  /// The PBX says the operator put the caller on hold.
  record Hold(OperatorId operator) implements ContactCommand {}

  /// The PBX says the operator took the caller off hold.
  record Resume(OperatorId operator) implements ContactCommand {}

  /// The talk or the written work is over.
  record Finish(OperatorId operator, Instant wrapUpUntil) implements ContactCommand {}

  /// The customer left: hung up, closed the chat.
  ///
  /// @param wrapUpUntil how long the operator may wrap up if there was a talk
  record CustomerLeft(Instant wrapUpUntil) implements ContactCommand {}

  /// The operator closes it.
  record Close(OperatorId operator, List<String> classification, String note)
      implements ContactCommand {
    public Close {
      classification = List.copyOf(classification);
    }
  }

  /// The operator asks a competence center.
  record Escalate(OperatorId operator, EscalationId escalation, CenterId center, Instant due)
      implements ContactCommand {}

  /// The competence center answered, or its time is over.
  ///
  /// @param because [Because#OPINION] or [Because#OVERDUE]
  /// @param preferUntil how long it waits for the operator who asked
  record ComeBack(
      EscalationId escalation, Because because, int priority, Instant deadline, Instant preferUntil)
      implements ContactCommand {}

  /// The operator gives it to another queue or operator.
  ///
  /// @param because [Because#TRANSFERRED] or [Because#RECONNECTED]
  /// @param preference who shall have it; empty for anybody of the queue
  record Transfer(
      OperatorId operator,
      QueueId queue,
      int priority,
      Instant deadline,
      Because because,
      Optional<ContactState.Preference> preference)
      implements ContactCommand {}

  /// The queue is too full or too slow: wait in another one, in the same place in time.
  record Overflow(QueueId queue, int priority) implements ContactCommand {}

  /// End it before anybody took it: the caller only hears why.
  ///
  /// @param outcome [Outcome#OUT_OF_HOURS] or [Outcome#RELEASED]
  record Dismiss(Outcome outcome) implements ContactCommand {}

  /// The operator passes the caller on to a number outside.
  ///
  /// @param number E.164
  /// @param wrapUpUntil how long the operator may wrap up
  record Forward(OperatorId operator, String number, Instant wrapUpUntil)
      implements ContactCommand {}

  /// The PBX says what became of a caller who was passed on.
  ///
  /// @param notBefore from when the operator who did so may be asked again if nobody answered
  record ForwardEnd(Reached reached, Instant notBefore) implements ContactCommand {}

  /// The operator calls the customer.
  ///
  /// @param call the name the PBX gives it
  /// @param until when it is over even if the PBX never tells
  record Dial(OperatorId operator, CallId call, Instant until) implements ContactCommand {}

  /// The operator's own phone answered.
  record DialReady(OperatorId operator, Instant until) implements ContactCommand {}

  /// Nobody outside was reached.
  ///
  /// @param reached anything but [Reached#ANSWERED]
  record DialEnd(Reached reached, Instant wrapUpUntil) implements ContactCommand {}

  /// The caller wants to be called back.
  ///
  /// @param number E.164
  /// @param until when the promise is given up
  record PromiseCallback(String number, Instant until) implements ContactCommand {}

  /// Do not call back before an instant.
  record RestCallback(Instant notBefore) implements ContactCommand {}

  /// The instant has come before which nobody was to call back.
  record WakeCallback() implements ContactCommand {}

  /// Nobody was reached; there is another try.
  ///
  /// @param reached why not
  record TryCallbackAgain(Reached reached, Instant notBefore) implements ContactCommand {}

  /// The call back ended on the operator's side before the customer had time to answer.
  ///
  /// @param notBefore from when the same operator may be asked again
  record CallbackNotTried(Reached reached, Because because, Instant notBefore)
      implements ContactCommand {}

  /// The customer cannot be reached: what is left is written work.
  ///
  /// @param reached what became of the last try; empty if none is going on
  /// @param why [CallbackEnd#GIVEN_UP] or [CallbackEnd#TOO_LATE]
  /// @param deadline of the written work
  record GiveCallbackUp(Optional<Reached> reached, CallbackEnd why, int priority, Instant deadline)
      implements ContactCommand {}

  /// Whoever was to be called back called again.
  record CalledAgain() implements ContactCommand {}

  /// Wait in the place of the contact that was promised a call back to the same customer.
  record TakePlace(ContactId from, Instant since, Instant deadline) implements ContactCommand {}

  /// The operator needs more time to write up.
  ///
  /// @param most how many times that may be asked for
  record ExtendWrapUp(OperatorId operator, Duration by, int most) implements ContactCommand {}

  /// An instant the state named has come.
  ///
  /// @param retryAfter from when an operator who let an offer pass may be asked again
  record TimePassed(Instant retryAfter) implements ContactCommand {}

  /// Says what happened, or why nothing did.
  ///
  /// @param events what happened, in order; empty if nothing did
  /// @param refusal why not; empty if something happened
  record Step(List<ContactEvent> events, Optional<Refusal> refusal) {}

  /// Why a command changes nothing. Late and repeated commands are normal.
  ///
  /// @param code stable, for programs: `wrong-state`, `not-yours`, `offer-expired`
  /// @param detail for people
  record Refusal(String code, String detail) {}
}

package it.sportello.contact;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.Later;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.Personal;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.journal.Fact;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What can happen to a contact. When it happened is the journal entry's instant.
public sealed interface ContactEvent extends Fact {
  /// Whose event it is.
  ContactId id();

  @Override
  default String subject() {
    return "contact/" + id();
  }

  /// A contact exists.
  ///
  /// @param via the number dialled, the mailbox, or `form`
  record Arrived(
      ContactId id,
      Channel channel,
      CustomerId customer,
      String code,
      String via,
      Optional<CallId> call,
      @Personal String name,
      @Personal String address,
      @Personal String subjectLine)
      implements ContactEvent {}

  /// What it asks of its operator by itself was said; replaces what was said before.
  record Required(ContactId id, Needs needs) implements ContactEvent {}

  /// It entered a queue.
  ///
  /// @param deadline when the queue's target says it should be taken
  record Queued(
      ContactId id,
      QueueId queue,
      int priority,
      Instant deadline,
      Because because,
      Optional<ContactState.Preference> preference)
      implements ContactEvent {}

  /// One operator is asked.
  record Offered(ContactId id, OperatorId operator, Instant expiresAt, Explanation why)
      implements ContactEvent {}

  /// The operator took it: the talk or the work begins.
  record Accepted(ContactId id, OperatorId operator) implements ContactEvent {}

  /// The operator gave it back; it waits again in its old place.
  ///
  /// @param notBefore from when the same operator may be asked again
  /// @param text the operator's reason; may be empty
  record Returned(
      ContactId id, OperatorId operator, Because because, Instant notBefore, @Personal String text)
      implements ContactEvent {}

  /// Nobody could be asked when it began to wait, or when its requirements changed.
  record NobodyFree(ContactId id, Explanation why) implements ContactEvent {}

  /// It has waited long enough for its requirements to be relaxed.
  ///
  /// @param step which step this is, from 1
  /// @param skills what an operator needs from now on: name to lowest level
  record Widened(ContactId id, int step, Map<String, Integer> skills) implements ContactEvent {
    public Widened {
      skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }
  }

  /// A supervisor moved it by hand; what follows from it comes right after.
  ///
  /// @param where `front`, `queue` or `operator`
  /// @param to the queue or the operator; empty for the front
  record Moved(ContactId id, OperatorId by, String where, String to) implements ContactEvent {
    /// Before everybody else.
    public static final String FRONT = "front";

    /// To another queue.
    public static final String QUEUE = "queue";

    /// To one operator, for a while.
    public static final String OPERATOR = "operator";
  }

  /// A preference or an operator's exclusion ended: more operators may be asked now.
  record Relaxed(ContactId id) implements ContactEvent {}

  /// The customer was put on hold.
  record Held(ContactId id, OperatorId operator) implements ContactEvent {}

  /// The customer was taken off hold.
  record Resumed(ContactId id, OperatorId operator) implements ContactEvent {}

  /// The talk or the work ended; the operator wraps up.
  record WrapUpStarted(ContactId id, OperatorId operator, Instant until) implements ContactEvent {}

  /// The caller was passed on to a number outside, which is being dialled.
  ///
  /// @param number E.164
  record Forwarded(ContactId id, OperatorId operator, @Personal String number)
      implements ContactEvent {}

  /// The number outside answered, or did not.
  record ForwardEnded(ContactId id, OperatorId operator, Reached reached) implements ContactEvent {}

  /// An operator calls somebody: a contact that begins with us. It is in no queue and waits for
  /// nobody.
  ///
  /// @param queue for which the call is made: its number is shown, its rules hold
  /// @param address the number outside, E.164
  record CallPlaced(
      ContactId id,
      OperatorId operator,
      CustomerId customer,
      String code,
      QueueId queue,
      @Personal String name,
      @Personal String address)
      implements ContactEvent {}

  /// The operator's own phone rings for a call to the contact's number.
  ///
  /// @param n how many times this contact was called, with this time
  /// @param until when it is over even if the PBX never tells
  record DialStarted(ContactId id, OperatorId operator, CallId call, int n, Instant until)
      implements ContactEvent {}

  /// The operator's own phone answered; the number outside is being dialled.
  record DialReady(ContactId id, OperatorId operator, Instant until) implements ContactEvent {}

  /// Nobody outside was reached.
  record DialEnded(ContactId id, OperatorId operator, Reached reached) implements ContactEvent {}

  /// The caller, who has waited so far, hangs up and is called back. It waits on in its place.
  ///
  /// @param number E.164
  /// @param until when the promise is given up
  record CallbackPromised(ContactId id, @Personal String number, Instant until)
      implements ContactEvent {}

  /// Whoever is to be called back is not called for a while: after a try in vain, or because the
  /// queue is closed.
  ///
  /// @param tries how many there were
  record CallbackRested(ContactId id, int tries, Instant notBefore) implements ContactEvent {}

  /// The rest is over: it may be offered again.
  record CallbackDue(ContactId id) implements ContactEvent {}

  /// Nobody is to be called back any more.
  record CallbackEnded(ContactId id, CallbackEnd why) implements ContactEvent {}

  /// It waits in the place of a contact that was promised a call back, because the same customer
  /// called again.
  record PlaceTaken(ContactId id, ContactId from, Instant since, Instant deadline)
      implements ContactEvent {}

  /// The operator has more time to write up.
  ///
  /// @param n how many times it was asked for, with this time
  record WrapUpExtended(ContactId id, OperatorId operator, Instant until, int n)
      implements ContactEvent {}

  /// A competence center was asked.
  record Escalated(
      ContactId id, OperatorId operator, EscalationId escalation, CenterId center, Instant due)
      implements ContactEvent {}

  /// Words that came: the customer's, by mail or form, or of somebody who was asked by a forward.
  ///
  /// @param n number within the contact, from 1
  /// @param raw the bytes as received; empty if the journal entry is all there is
  /// @param messageId with angle brackets; empty if there is none
  /// @param attachments what came with it
  /// @param outsider whether somebody else than the customer wrote it: whom a message was forwarded
  ///   to
  record MessageReceived(
      ContactId id,
      int n,
      Optional<Sha256> raw,
      @Personal String messageId,
      @Personal String from,
      @Personal List<String> to,
      @Personal List<String> cc,
      @Personal String subjectLine,
      @Personal String text,
      @Personal List<Attachment> attachments,
      @Later boolean outsider)
      implements ContactEvent {
    /// One that the customer wrote.
    public MessageReceived(
        ContactId id,
        int n,
        Optional<Sha256> raw,
        String messageId,
        String from,
        List<String> to,
        List<String> cc,
        String subjectLine,
        String text,
        List<Attachment> attachments) {
      this(id, n, raw, messageId, from, to, cc, subjectLine, text, attachments, false);
    }
  }

  /// Our words to the customer, handed to the outbox.
  ///
  /// @param operator who wrote it
  /// @param raw the bytes as they will leave
  /// @param attachments the files that leave with it; each has its bytes of its own too
  record MessageWritten(
      ContactId id,
      int n,
      OperatorId operator,
      OutboxId outbox,
      Sha256 raw,
      @Personal String messageId,
      @Personal String from,
      @Personal List<String> to,
      @Personal List<String> cc,
      @Personal String subjectLine,
      @Personal String text,
      @Later @Personal List<Attachment> attachments)
      implements ContactEvent {}

  /// A message of the contact, passed on to somebody else; handed to the outbox. It is no answer to
  /// the customer and counts as none.
  ///
  /// @param operator who passed it on
  /// @param of the number of the message that was passed on
  /// @param raw the bytes as they will leave
  /// @param text the operator's words, and what they quote
  record MessageForwarded(
      ContactId id,
      int n,
      OperatorId operator,
      OutboxId outbox,
      Sha256 raw,
      int of,
      @Personal String messageId,
      @Personal String from,
      @Personal List<String> to,
      @Personal List<String> cc,
      @Personal String subjectLine,
      @Personal String text,
      @Personal List<Attachment> attachments)
      implements ContactEvent {}

  /// The customer was told by itself that their message was received; handed to the outbox. It
  /// counts as no reply.
  ///
  /// @param raw the bytes as they will leave
  record Acknowledged(
      ContactId id,
      int n,
      OutboxId outbox,
      Sha256 raw,
      @Personal String messageId,
      @Personal String from,
      @Personal String to,
      @Personal String subjectLine,
      @Personal String text)
      implements ContactEvent {}

  /// An operator's remark that the customer never sees.
  record NoteAdded(ContactId id, int n, OperatorId operator, @Personal String text)
      implements ContactEvent {}

  /// It is over.
  ///
  /// @param operator who closed it; empty if nobody had it
  /// @param classification area, topic, detail; empty if it was not classified
  record Closed(
      ContactId id,
      Outcome outcome,
      Optional<OperatorId> operator,
      List<String> classification,
      @Personal String note)
      implements ContactEvent {}

  /// The customer wrote again: the contact is open once more. Carries all that the desk forgot when
  /// it was closed.
  record Reopened(
      ContactId id,
      Channel channel,
      CustomerId customer,
      String code,
      QueueId queue,
      int messages,
      Instant arrivedAt,
      @Personal String name,
      @Personal String address,
      @Personal String subjectLine)
      implements ContactEvent {}

  /// A part of a message that is not its text.
  ///
  /// @param part its place in the raw message, or in the form
  /// @param raw where the bytes are, if they are not part of a raw message
  record Attachment(int part, String name, String type, long sizeBytes, Optional<Sha256> raw) {}
}

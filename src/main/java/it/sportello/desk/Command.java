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
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.contact.Needs;
import it.sportello.mail.InboundMail;
import it.sportello.mail.Reason;
import it.sportello.operator.Presence;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault;
import it.sportello.scan.ScannedFile;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that can be asked of the desk. Ids and random parts come in with the command: the
/// desk makes none.
public sealed interface Command {
  /// A citizen sent the contact form.
  ///
  /// @param code what the citizen is told
  /// @param needs what it asks of its operator by itself
  record SubmitForm(
      ContactId contact,
      String code,
      QueueId queue,
      CustomerId customer,
      String name,
      String address,
      String subject,
      String text,
      List<Attachment> attachments,
      Needs needs)
      implements Command {
    public SubmitForm {
      attachments = List.copyOf(attachments);
    }

    /// A request that asks for nothing but its queue.
    public SubmitForm(
        ContactId contact,
        String code,
        QueueId queue,
        CustomerId customer,
        String name,
        String address,
        String subject,
        String text,
        List<Attachment> attachments) {
      this(contact, code, queue, customer, name, address, subject, text, attachments, Needs.NONE);
    }
  }

  /// A message was found in a mailbox.
  ///
  /// @param fresh the id and code of the contact, if it becomes one
  /// @param thread the contact it answers, as far as ids tell
  /// @param closed that contact as history knows it, if it is closed
  /// @param known whether the same bytes were taken from this mailbox before
  /// @param needs what it asks of its operator by itself, if it becomes a contact
  /// @param about the message of ours that it reports on, if it is a bounce or a receipt
  /// @param channel of the mailbox it came to: mail or PEC
  /// @param acknowledgement what its author is told at once, if it becomes a contact
  /// @param outsider whether its author was asked by a forward, and is not who the contact is with
  record TakeMail(
      InboundMail mail,
      ContactId fresh,
      String code,
      QueueId queue,
      CustomerId customer,
      Optional<ContactId> thread,
      Optional<ClosedContact> closed,
      boolean known,
      Needs needs,
      Optional<SentMessage> about,
      Channel channel,
      Acknowledgement acknowledgement,
      boolean outsider)
      implements Command {
    /// Returns this message with what its author is told.
    public TakeMail with(Acknowledgement other) {
      return new TakeMail(
          mail, fresh, code, queue, customer, thread, closed, known, needs, about, channel, other,
          outsider);
    }

    /// A message of whoever the contact is with.
    public TakeMail(
        InboundMail mail,
        ContactId fresh,
        String code,
        QueueId queue,
        CustomerId customer,
        Optional<ContactId> thread,
        Optional<ClosedContact> closed,
        boolean known,
        Needs needs,
        Optional<SentMessage> about,
        Channel channel,
        Acknowledgement acknowledgement) {
      this(
          mail,
          fresh,
          code,
          queue,
          customer,
          thread,
          closed,
          known,
          needs,
          about,
          channel,
          acknowledgement,
          false);
    }

    /// A message in an ordinary mailbox that asks for nothing but its queue, and reports on
    /// nothing.
    public TakeMail(
        InboundMail mail,
        ContactId fresh,
        String code,
        QueueId queue,
        CustomerId customer,
        Optional<ContactId> thread,
        Optional<ClosedContact> closed,
        boolean known) {
      this(
          mail,
          fresh,
          code,
          queue,
          customer,
          thread,
          closed,
          known,
          Needs.NONE,
          Optional.empty(),
          Channel.EMAIL,
          new Acknowledgement.None());
    }
  }

  /// Several messages of one folder, in the order of their arrival: all are taken, or none.
  record TakeMails(List<TakeMail> mails) implements Command {
    public TakeMails {
      mails = List.copyOf(mails);
    }
  }

  /// A message that could not be read was looked at again.
  ///
  /// @param mail the message as it is understood now, with the key it was taken under
  /// @param taken the entry with its first fate
  /// @param standsFor the contact that was begun for it then
  record RetakeMail(TakeMail mail, long taken, OperatorId by, Optional<ContactId> standsFor)
      implements Command {}

  /// A message was found on its server that should have been taken long ago and was not.
  record TakeMissed(TakeMail mail) implements Command {}

  /// A supervisor decided that the missing receipts of a message will not come.
  ///
  /// @param n the message's number within its contact
  record StopAwaiting(OperatorId by, ContactId contact, int n) implements Command {}

  /// A message of ours, as its Message-ID names it.
  ///
  /// @param n its number within its contact
  record SentMessage(ContactId contact, int n) {}

  /// A closed contact, as much of it as is needed to open it again.
  record ClosedContact(
      ContactId id,
      String code,
      Channel channel,
      QueueId queue,
      CustomerId customer,
      String name,
      String address,
      String subject,
      Instant arrivedAt,
      Instant closedAt,
      int messages) {}

  /// The PBX said something.
  ///
  /// @param fresh the ids, codes and customers of the contacts that new calls become, by call
  record Phone(CallEvent event, List<FreshCall> fresh) implements Command {
    public Phone {
      fresh = List.copyOf(fresh);
    }
  }

  /// What a call the desk has not seen becomes.
  ///
  /// @param needs what it asks of its operator by itself
  record FreshCall(String call, ContactId contact, String code, CustomerId customer, Needs needs) {
    /// A call that asks for nothing but its queue.
    public FreshCall(String call, ContactId contact, String code, CustomerId customer) {
      this(call, contact, code, customer, Needs.NONE);
    }
  }

  /// An operator chose a presence.
  record ChoosePresence(OperatorId operator, Presence presence, String reason) implements Command {}

  /// A console of the operator is connected.
  record ConsoleConnected(OperatorId operator) implements Command {}

  /// The operator's last console has gone.
  record ConsoleGone(OperatorId operator) implements Command {}

  /// An operator takes a written contact that was offered.
  record Accept(OperatorId operator, ContactId contact) implements Command {}

  /// An operator gives an offer back.
  record Decline(OperatorId operator, ContactId contact, String reason) implements Command {}

  /// An operator ends a call.
  record HangUp(OperatorId operator, ContactId contact) implements Command {}

  /// An operator answers in writing.
  ///
  /// @param raw the composed message, durable in the raw store
  /// @param attachments the files in it, durable in the raw store each
  record Answer(
      OperatorId operator,
      ContactId contact,
      OutboxId outbox,
      Sha256 raw,
      String messageId,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      List<Attachment> attachments)
      implements Command {
    public Answer {
      to = List.copyOf(to);
      cc = List.copyOf(cc);
      attachments = List.copyOf(attachments);
    }

    /// A message without files.
    public Answer(
        OperatorId operator,
        ContactId contact,
        OutboxId outbox,
        Sha256 raw,
        String messageId,
        String from,
        List<String> to,
        List<String> cc,
        String subject,
        String text) {
      this(operator, contact, outbox, raw, messageId, from, to, cc, subject, text, List.of());
    }
  }

  /// An operator passes a message of a contact on to somebody else.
  ///
  /// @param of the number of that message
  /// @param raw the composed message, durable in the raw store
  /// @param attachments the files in it, durable in the raw store each
  record ForwardMessage(
      OperatorId operator,
      ContactId contact,
      int of,
      OutboxId outbox,
      Sha256 raw,
      String messageId,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      List<Attachment> attachments)
      implements Command {
    public ForwardMessage {
      to = List.copyOf(to);
      cc = List.copyOf(cc);
      attachments = List.copyOf(attachments);
    }
  }

  /// An operator writes a remark.
  record AddNote(OperatorId operator, ContactId contact, String text) implements Command {}

  /// An operator asks a competence center.
  ///
  /// @param due when the opinion is expected; empty for the center's own term
  record Escalate(
      OperatorId operator,
      ContactId contact,
      EscalationId escalation,
      CenterId center,
      String question,
      Optional<Instant> due)
      implements Command {}

  /// An expert answers.
  record GiveOpinion(OperatorId expert, EscalationId escalation, String text) implements Command {}

  /// An operator moves a contact to another queue.
  record Transfer(OperatorId operator, ContactId contact, QueueId queue) implements Command {}

  /// An operator gives a contact to another operator, or takes back a caller their page has lost.
  record TransferTo(OperatorId operator, ContactId contact, OperatorId to) implements Command {}

  /// An operator passes a caller on to a number outside.
  ///
  /// @param number E.164, checked
  record Forward(OperatorId operator, ContactId contact, String number) implements Command {}

  /// An operator asks somebody while the caller waits.
  ///
  /// @param colleague empty for somebody outside
  /// @param number of somebody outside, E.164, checked; empty for a colleague
  record Consult(
      OperatorId operator, ContactId contact, Optional<OperatorId> colleague, String number)
      implements Command {}

  /// An operator who asked somebody goes on.
  record ConsultStep(OperatorId operator, ContactId contact, Step step) implements Command {
    /// What to do with caller and asked.
    public enum Step {
      /// Talk with the other one, while the one from before is on hold.
      SWAP,
      /// Talk with both.
      CONFERENCE,
      /// Talk with the caller again; who was asked goes.
      RETURN,
      /// Leave the caller to who was asked.
      COMPLETE
    }
  }

  /// An operator has written down what there was to write about a caller they gave away.
  record WrappedUp(OperatorId operator, ContactId contact) implements Command {}

  /// An operator calls somebody.
  ///
  /// @param contact the id of the contact that begins with it
  /// @param code what the customer is told, to ask about it later
  /// @param number E.164, checked
  record CallOut(
      OperatorId operator,
      ContactId contact,
      String code,
      CustomerId customer,
      QueueId queue,
      String name,
      String number)
      implements Command {}

  /// An operator whose call reached nobody makes it once more.
  record CallAgain(OperatorId operator, ContactId contact) implements Command {}

  /// An operator needs more time to write up.
  record ExtendWrapUp(OperatorId operator, ContactId contact) implements Command {}

  /// An operator ends the work on a written contact and wraps up.
  record Finish(OperatorId operator, ContactId contact) implements Command {}

  /// An operator closes a contact.
  record Close(OperatorId operator, ContactId contact, List<String> classification, String note)
      implements Command {
    public Close {
      classification = List.copyOf(classification);
    }
  }

  /// A supervisor puts a waiting contact before all others.
  record MoveToFront(OperatorId by, ContactId contact) implements Command {}

  /// A supervisor moves a contact to another queue.
  record MoveToQueue(OperatorId by, ContactId contact, QueueId queue) implements Command {}

  /// A supervisor gives a contact to an operator; after a while anybody of its queue may have it.
  record MoveToOperator(OperatorId by, ContactId contact, OperatorId operator) implements Command {}

  /// Other rules are in force from now on.
  ///
  /// @param by who asked for it
  /// @param changes what differs, for people: one line each
  record Configure(String by, DeskRules rules, List<String> changes) implements Command {
    public Configure {
      changes = List.copyOf(changes);
    }
  }

  /// An operator has silence recorded while the caller dictates something.
  record PauseRecording(OperatorId operator, ContactId contact) implements Command {}

  /// An operator has the talk recorded again.
  record ResumeRecording(OperatorId operator, ContactId contact) implements Command {}

  /// A recording is encrypted and durable.
  record RecordingKept(RecordingId recording, long millis, RecordingVault.Kept kept)
      implements Command {}

  /// There is nothing to keep of a recording.
  record RecordingLost(RecordingId recording, String reason) implements Command {}

  /// Somebody is about to listen to a recording.
  record HearRecording(OperatorId operator, RecordingId recording) implements Command {}

  /// A recording's time is over.
  record RecordingPurged(RecordingId recording) implements Command {}

  /// There is room for recordings, or none.
  record RecordingRoom(boolean room) implements Command {}

  /// A supervisor wants to take part in an operator's talk.
  ///
  /// @param session the name of the session, if it begins
  record Supervise(OperatorId supervisor, ContactId contact, SpyMode mode, SpyId session)
      implements Command {}

  /// A supervisor leaves the talk.
  record EndSupervision(OperatorId supervisor) implements Command {}

  /// The server took responsibility for a message of ours.
  record MessageSent(OutboxId id) implements Command {}

  /// The attachments of a message that came were scanned for viruses.
  ///
  /// @param n the message's number within its contact
  /// @param scanner who looked, in its own words
  record FilesScanned(ContactId contact, int n, List<ScannedFile> files, String scanner)
      implements Command {}

  /// A message of ours is about to leave from a certified mailbox.
  record MessageLeaves(OutboxId id) implements Command {}

  /// Nobody knows whether a message of ours left from a certified mailbox.
  record MessageUncertain(OutboxId id, Reason why) implements Command {}

  /// A message of ours could not leave.
  ///
  /// @param permanent whether trying again is pointless
  record MessageNotSent(OutboxId id, Reason why, boolean permanent) implements Command {}

  /// The server has just started: no console and no softphone is connected.
  record Started() implements Command {}
}

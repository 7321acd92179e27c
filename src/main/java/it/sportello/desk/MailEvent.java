package it.sportello.desk;

import it.sportello.base.Coded;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Later;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.Personal;
import it.sportello.base.Sha256;
import it.sportello.journal.Fact;
import it.sportello.mail.Evidence;
import it.sportello.mail.MailKey;
import it.sportello.mail.Reason;
import it.sportello.scan.ScannedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What can happen to messages on their way in and out.
public sealed interface MailEvent extends Fact {
  /// A message on a server has a fate. The last one of a folder is the folder's cursor.
  ///
  /// @param contact the contact it became or belongs to
  /// @param reason in an administrator's words, of old entries; empty in those that have `reasons`
  /// @param from the author as the message names them; empty in old entries, and if it names none
  /// @param subjectLine empty in old entries
  /// @param messageId with angle brackets; empty in old entries, and if it has none
  /// @param reasons none for an ordinary message
  record Taken(
      MailKey key,
      Sha256 raw,
      long sizeBytes,
      Fate fate,
      Optional<ContactId> contact,
      String reason,
      @Personal String from,
      @Personal String subjectLine,
      @Personal String messageId,
      @Later @Personal List<Reason> reasons)
      implements MailEvent {
    /// Why it has this fate, however it was written down.
    public List<Reason> why() {
      return Reason.of(reason, reasons);
    }

    @Override
    public String subject() {
      return "mailbox/" + key.mailbox() + "/" + key.folder();
    }

    @Override
    public boolean superseded() {
      return true;
    }
  }

  /// A message that could not be read was looked at again, and this is its fate from now on.
  ///
  /// @param taken the entry with its first fate
  record Reconsidered(
      MailKey key,
      long taken,
      OperatorId by,
      Fate fate,
      Optional<ContactId> contact,
      String reason,
      @Personal String from,
      @Personal String subjectLine,
      @Personal String messageId,
      @Later @Personal List<Reason> reasons)
      implements MailEvent {
    /// Why it has this fate, however it was written down.
    public List<Reason> why() {
      return Reason.of(reason, reasons);
    }

    @Override
    public String subject() {
      return "mailbox/" + key.mailbox() + "/" + key.folder();
    }

    @Override
    public boolean superseded() {
      return true;
    }
  }

  /// A message of ours could not be delivered to one of its recipients, as a server told us later.
  ///
  /// @param n the message's number within its contact
  /// @param recipient as the server names them; empty if it does not
  /// @param status enhanced status code such as `5.1.1`; empty if not said
  /// @param permanent whether writing to them again is pointless
  record Bounced(
      ContactId contact, int n, @Personal String recipient, String status, boolean permanent)
      implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A provider of certified mail said something about a message of a contact, and its signature
  /// was looked at. Members as of [Evidence].
  ///
  /// @param n the message's number within its contact
  /// @param reason of the verdict in words, of old entries; empty in those that have `reasons`
  record Certified(
      ContactId contact,
      int n,
      Evidence.Kind kind,
      String type,
      Instant at,
      String zone,
      String error,
      Sha256 raw,
      String verdict,
      String reason,
      String signer,
      List<String> chain,
      @Personal String recipient,
      @Personal List<Evidence.Recipient> recipients,
      @Personal String detail,
      @Personal String certifiedId,
      @Personal String clientId,
      @Personal String ownId,
      @Later @Personal List<Reason> reasons)
      implements MailEvent {
    public Certified {
      reasons = List.copyOf(reasons);
      chain = List.copyOf(chain);
      recipients = List.copyOf(recipients);
    }

    /// Records what is said of one message.
    static Certified of(ContactId contact, int n, Evidence e) {
      return new Certified(
          contact,
          n,
          e.kind(),
          e.type(),
          e.at(),
          e.zone(),
          e.error(),
          e.raw(),
          e.verdict(),
          "",
          e.signer(),
          e.chain(),
          e.recipient(),
          e.recipients(),
          e.detail(),
          e.certifiedId(),
          e.clientId(),
          e.ownId(),
          e.reasons());
    }

    /// What is said.
    public Evidence evidence() {
      return new Evidence(
          kind,
          type,
          at,
          zone,
          error,
          raw,
          verdict,
          Reason.of(reason, reasons),
          signer,
          chain,
          recipient,
          recipients,
          detail,
          certifiedId,
          clientId,
          ownId);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// The attachments of a message were scanned for viruses: it decides who may have them.
  ///
  /// @param n the message's number within its contact
  /// @param files one for each attachment that was looked at
  /// @param scanner who looked, in its own words
  record Scanned(ContactId contact, int n, List<ScannedFile> files, String scanner)
      implements MailEvent {
    public Scanned {
      files = List.copyOf(files);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// Receipts will come about a message of ours: it left, or will leave, from a certified mailbox.
  ///
  /// @param acceptanceBy when the acceptance should be here
  /// @param deliveryBy when word of every delivery should be here
  record Awaited(
      ContactId contact,
      int n,
      Instant acceptanceBy,
      Instant deliveryBy,
      @Personal List<String> recipients)
      implements MailEvent {
    public Awaited {
      recipients = List.copyOf(recipients);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A receipt that should be here is not.
  ///
  /// @param recipients of whom nothing was said
  record ReceiptMissing(ContactId contact, int n, Stage stage, @Personal List<String> recipients)
      implements MailEvent {
    public ReceiptMissing {
      recipients = List.copyOf(recipients);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A person decided that receipts which are missing will not come.
  record NoLongerAwaited(ContactId contact, int n, OperatorId by) implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// Which receipt.
  enum Stage implements Coded {
    ACCEPTANCE("acceptance"),
    DELIVERY("delivery");

    private final String code;

    Stage(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// A message of ours is about to leave from a certified mailbox. If nothing follows, nobody knows
  /// whether it did.
  record Leaving(OutboxId id, ContactId contact, int n) implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A certified message of ours left, or did not: only a receipt can tell. It is never sent again
  /// by itself, because it would be served twice.
  record Uncertain(
      OutboxId id, ContactId contact, int n, String reason, @Later @Personal List<Reason> reasons)
      implements MailEvent {
    Uncertain(OutboxId id, ContactId contact, int n, Reason why) {
      this(id, contact, n, "", List.of(why));
    }

    /// What stood in the way of the answer.
    public List<Reason> why() {
      return Reason.of(reason, reasons);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A message came that could not be read: it is one of its contact all the same.
  ///
  /// @param n the message's number within its contact
  record Unread(ContactId contact, int n, @Personal List<Reason> reasons) implements MailEvent {
    public Unread {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// The server took responsibility for a message of ours.
  record Sent(OutboxId id, ContactId contact, int n) implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A message of ours could not leave yet.
  record Delayed(
      OutboxId id,
      ContactId contact,
      int n,
      int attempts,
      Instant retryAt,
      String reason,
      @Later @Personal List<Reason> reasons)
      implements MailEvent {
    public Delayed(
        OutboxId id, ContactId contact, int n, int attempts, Instant retryAt, Reason why) {
      this(id, contact, n, attempts, retryAt, "", List.of(why));
    }

    /// What stood in the way.
    public List<Reason> why() {
      return Reason.of(reason, reasons);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A message of ours will not leave.
  record Failed(
      OutboxId id, ContactId contact, int n, String reason, @Later @Personal List<Reason> reasons)
      implements MailEvent {
    public Failed(OutboxId id, ContactId contact, int n, Reason why) {
      this(id, contact, n, "", List.of(why));
    }

    /// What stood in the way.
    public List<Reason> why() {
      return Reason.of(reason, reasons);
    }

    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A mailbox sent something by itself. Counts towards its limits for 24 hours.
  ///
  /// @param correspondent whom it went to
  record AutoAnswered(String mailbox, CustomerId correspondent) implements MailEvent {
    static final String SUBJECT = "auto-answers/";

    @Override
    public String subject() {
      return SUBJECT + mailbox;
    }
  }

  /// A message began a contact and is not acknowledged, although its mailbox does so.
  record NotAcknowledged(ContactId contact, String mailbox, Acknowledgement.Why why)
      implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// What became of a message on a server.
  enum Fate implements Coded {
    /// It began a contact.
    CONTACT("contact"),
    /// It belongs to a contact that was there.
    FOLLOW_UP("follow-up"),
    /// It was taken before, under another number.
    KNOWN("known"),
    /// No person wrote it and it belongs to no contact.
    IGNORED("ignored"),
    /// It says that a message of ours could not be delivered.
    BOUNCE("bounce"),
    /// It proves what became of a message of ours.
    RECEIPT("receipt"),
    /// It looks like such a proof, but its signature does not bear it out: kept, and nothing more.
    UNPROVEN("unproven"),
    /// It could not be read; it waits as a contact for a person to look at it, and can be looked at
    /// again.
    FAILED("failed");

    private final String code;

    Fate(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}

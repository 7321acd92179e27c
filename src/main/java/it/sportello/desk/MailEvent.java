package it.sportello.desk;

import it.sportello.base.Coded;
import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.journal.Fact;
import it.sportello.mail.MailKey;
import java.time.Instant;
import java.util.Optional;

/// What can happen to messages on their way in and out.
public sealed interface MailEvent extends Fact {
  /// A message on a server has a fate. The last one of a folder is the folder's cursor.
  ///
  /// @param contact the contact it became or belongs to
  /// @param reason in an administrator's words; empty for an ordinary message
  record Taken(
      MailKey key,
      Sha256 raw,
      long sizeBytes,
      Fate fate,
      Optional<ContactId> contact,
      String reason)
      implements MailEvent {
    @Override
    public String subject() {
      return "mailbox/" + key.mailbox() + "/" + key.folder();
    }

    @Override
    public boolean superseded() {
      return true;
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
      OutboxId id, ContactId contact, int n, int attempts, Instant retryAt, String reason)
      implements MailEvent {
    @Override
    public String subject() {
      return "contact/" + contact;
    }
  }

  /// A message of ours will not leave.
  record Failed(OutboxId id, ContactId contact, int n, String reason) implements MailEvent {
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
    IGNORED("ignored");

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

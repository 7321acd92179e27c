package it.sportello.history;

import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactEvent.Attachment;
import it.sportello.history.ContactHistory.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes a message of a history from the fact that it came or was written.
final class Messages {
  private Messages() {}

  static Message received(ContactEvent.MessageReceived e, Instant at) {
    return new Message(
        e.n(),
        true,
        at,
        Optional.empty(),
        e.raw(),
        e.messageId(),
        e.from(),
        e.to(),
        e.cc(),
        e.subjectLine(),
        e.text(),
        e.attachments(),
        "",
        List.of(),
        List.of(),
        List.of(),
        e.outsider() ? Message.OUTSIDER : "",
        List.of());
  }

  static Message written(ContactEvent.MessageWritten e, Instant at) {
    return leaving(
        e.n(),
        at,
        Optional.of(e.operator()),
        e.raw(),
        e.messageId(),
        e.from(),
        e.to(),
        e.cc(),
        e.subjectLine(),
        e.text(),
        e.attachments(),
        "");
  }

  static Message forwarded(ContactEvent.MessageForwarded e, Instant at) {
    return leaving(
        e.n(),
        at,
        Optional.of(e.operator()),
        e.raw(),
        e.messageId(),
        e.from(),
        e.to(),
        e.cc(),
        e.subjectLine(),
        e.text(),
        e.attachments(),
        Message.FORWARD);
  }

  static Message acknowledged(ContactEvent.Acknowledged e, Instant at) {
    return leaving(
        e.n(),
        at,
        Optional.empty(),
        e.raw(),
        e.messageId(),
        e.from(),
        List.of(e.to()),
        List.of(),
        e.subjectLine(),
        e.text(),
        List.of(),
        "");
  }

  private static Message leaving(
      int n,
      Instant at,
      Optional<OperatorId> by,
      Sha256 raw,
      String messageId,
      String from,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      List<Attachment> attachments,
      String role) {
    return new Message(
        n,
        false,
        at,
        by,
        Optional.of(raw),
        messageId,
        from,
        to,
        cc,
        subject,
        text,
        attachments,
        "queued",
        List.of(),
        List.of(),
        List.of(),
        role,
        List.of());
  }
}

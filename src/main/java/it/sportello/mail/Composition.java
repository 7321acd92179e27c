package it.sportello.mail;

import it.sportello.base.ContactId;
import java.util.List;

/// A message to be written as bytes.
///
/// @param contact whose thread it belongs to; signed into the Message-ID
/// @param inReplyTo the id it answers, with angle brackets; empty if it answers none
/// @param references the thread so far, oldest first
/// @param automatic whether no person wrote it: marked so that no machine answers it (RFC 3834)
/// @param attachments what goes with it, in this order
public record Composition(
    ContactId contact,
    MailAddress from,
    List<MailAddress> to,
    List<MailAddress> cc,
    String subject,
    String text,
    String inReplyTo,
    List<String> references,
    boolean automatic,
    List<Attached> attachments) {
  public Composition {
    attachments = List.copyOf(attachments);
  }

  /// This message with these files.
  public Composition with(List<Attached> files) {
    return new Composition(
        contact, from, to, cc, subject, text, inReplyTo, references, automatic, files);
  }

  /// A message without files.
  public Composition(
      ContactId contact,
      MailAddress from,
      List<MailAddress> to,
      List<MailAddress> cc,
      String subject,
      String text,
      String inReplyTo,
      List<String> references,
      boolean automatic) {
    this(contact, from, to, cc, subject, text, inReplyTo, references, automatic, List.of());
  }
}

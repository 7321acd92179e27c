package it.sportello.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a message says, as far as it could be understood. The raw bytes stay the truth.
///
/// @param messageId with angle brackets; made from the raw hash if the message has none
/// @param inReplyTo ids of `In-Reply-To`, with angle brackets, in order
/// @param references ids of `References`, with angle brackets, in order
/// @param from the author; `address` is empty if there is none
/// @param replyTo where an answer goes, usually empty (then it goes to `from`)
/// @param date of the `Date` header, if it can be read; never trusted for deadlines
/// @param text the readable body, made from HTML where there is no plain part; never null, may be
///   empty
/// @param html the HTML body as received, not yet cleaned
/// @param autoReply why the message counts as automatic (RFC 3834 and its neighbours); empty if a
///   person wrote it
/// @param bounce the delivery failure it reports, if it does
/// @param pec what a PEC provider says about it; then everything else here is of the message inside
/// @param signature what the check of its S/MIME signature found
/// @param header the first field of each name, decoded and shortened; names in lower case
/// @param problems what could not be decoded
public record ParsedMail(
    String messageId,
    List<String> inReplyTo,
    List<String> references,
    MailAddress from,
    List<MailAddress> replyTo,
    List<MailAddress> to,
    List<MailAddress> cc,
    String subject,
    Optional<Instant> date,
    String text,
    Optional<String> html,
    List<Attachment> attachments,
    Optional<Reason> autoReply,
    Optional<Bounce> bounce,
    Optional<Pec> pec,
    Signature signature,
    Map<String, String> header,
    List<Reason> problems) {

  /// An ordinary message that nobody signed.
  public ParsedMail(
      String messageId,
      List<String> inReplyTo,
      List<String> references,
      MailAddress from,
      List<MailAddress> replyTo,
      List<MailAddress> to,
      List<MailAddress> cc,
      String subject,
      Optional<Instant> date,
      String text,
      Optional<String> html,
      List<Attachment> attachments,
      Optional<Reason> autoReply,
      Optional<Bounce> bounce,
      List<Reason> problems) {
    this(
        messageId,
        inReplyTo,
        references,
        from,
        replyTo,
        to,
        cc,
        subject,
        date,
        text,
        html,
        attachments,
        autoReply,
        bounce,
        Optional.empty(),
        Signature.unsigned(),
        Map.of(),
        problems);
  }

  /// A part that is not the body.
  ///
  /// @param part its place, counted from 0 over all attachments of the message
  /// @param name safe to show and to save under; never a path
  /// @param type media type without parameters, lower case
  /// @param sizeBytes decoded
  /// @param inside the name of the attachment it was taken out of (`winmail.dat`, `lettera.p7m`);
  ///   empty if it stands for itself
  public record Attachment(int part, String name, String type, long sizeBytes, String inside) {
    /// One that stands for itself.
    public Attachment(int part, String name, String type, long sizeBytes) {
      this(part, name, type, sizeBytes, "");
    }
  }

  /// A delivery failure (RFC 3464, and the usual forms that do not follow it).
  ///
  /// @param recipient whom it could not be delivered to; empty if not said
  /// @param status enhanced status code such as `5.1.1`; empty if not said
  /// @param permanent whether trying again is pointless
  /// @param originalMessageId of the message that bounced, with angle brackets; empty if not said
  public record Bounce(
      String recipient, String status, boolean permanent, String originalMessageId) {}
}

package it.sportello.mail.mime;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.ParsedMail.Attachment;
import it.sportello.mail.ParsedMail.Bounce;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.ReplyText;
import it.sportello.mail.Signature;
import it.sportello.mail.mime.MimeReader.Inspected;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Says everything the reader makes of a message, as members of a JSON object; each of them is
/// explained in `docs/mail.md`. Safe to use from several threads.
public final class MailInspection {
  private final MimeReader reader;

  /// @param reader what is looked at
  public MailInspection(MimeReader reader) {
    this.reader = reader;
  }

  /// Returns the members, always the same and in the same order.
  ///
  /// @throws InterruptedIOException if the thread was told to stop
  public SequencedMap<String, @Nullable Object> of(byte[] raw) throws InterruptedIOException {
    Inspected inspected = reader.inspect(raw);
    return switch (inspected.content()) {
      case Understood u -> members(u.mail(), inspected.hashes());
      case NotUnderstood n -> unreadable(n.why());
    };
  }

  private static SequencedMap<String, @Nullable Object> members(
      ParsedMail mail, List<Sha256> hashes) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("kind", MailKind.of(mail).code());
    out.put("from", mail.from().address());
    out.put("fromName", mail.from().name());
    out.put("to", addresses(mail.to()));
    out.put("cc", addresses(mail.cc()));
    out.put("replyTo", addresses(mail.replyTo()));
    out.put("subject", mail.subject());
    out.put("date", mail.date().map(Object::toString).orElse(null));
    out.put("messageId", mail.messageId());
    out.put("inReplyTo", mail.inReplyTo());
    out.put("references", mail.references());
    out.put("text", mail.text());
    out.put("replyText", ReplyText.of(mail.text()).fresh());
    out.put("html", mail.html().orElse(null));
    out.put("attachments", attachments(mail.attachments(), hashes));
    out.put("automatic", mail.autoReply().map(Reason::words).orElse(null));
    out.put("bounce", mail.bounce().map(MailInspection::bounce).orElse(null));
    out.put("pec", mail.pec().map(MailInspection::pec).orElse(null));
    out.put("signature", signature(mail.signature()));
    out.put("problems", mail.problems().stream().map(Reason::words).toList());
    return out;
  }

  private static SequencedMap<String, @Nullable Object> unreadable(Reason reason) {
    var nothing =
        new ParsedMail(
            "",
            List.of(),
            List.of(),
            new MailAddress("", ""),
            List.of(),
            List.of(),
            List.of(),
            "",
            java.util.Optional.empty(),
            "",
            java.util.Optional.empty(),
            List.of(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            List.of(reason));
    var out = members(nothing, List.of());
    out.put("kind", MailKind.UNREADABLE.code());
    return out;
  }

  private static List<String> addresses(List<MailAddress> all) {
    return all.stream().map(MailAddress::address).toList();
  }

  private static List<Map<String, @Nullable Object>> attachments(
      List<Attachment> all, List<Sha256> hashes) {
    var out = new ArrayList<Map<String, @Nullable Object>>();
    for (Attachment one : all) {
      var members = new LinkedHashMap<String, @Nullable Object>();
      members.put("name", one.name());
      members.put("type", one.type());
      members.put("size", one.sizeBytes());
      members.put("sha256", hashes.get(one.part()).hex());
      members.put("inside", one.inside().isEmpty() ? null : one.inside());
      out.add(members);
    }
    return out;
  }

  private static Map<String, Object> bounce(Bounce bounce) {
    var out = new LinkedHashMap<String, Object>();
    out.put("recipient", bounce.recipient());
    out.put("status", bounce.status());
    out.put("hard", bounce.permanent());
    out.put("originalMessageId", bounce.originalMessageId());
    return out;
  }

  private static Map<String, @Nullable Object> pec(Pec pec) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("type", pec.type().code());
    out.put("certified", pec.certified());
    out.put("identificativo", pec.identificativo());
    out.put("msgid", pec.msgid());
    out.put("sender", pec.sender());
    out.put("recipients", pec.recipients().stream().map(MailInspection::recipient).toList());
    out.put("replyTo", pec.replyTo());
    out.put("subject", pec.subject());
    out.put("time", pec.time().map(MailInspection::withSeconds).orElse(null));
    out.put("provider", pec.provider());
    out.put("receipt", pec.receipt());
    out.put("delivery", pec.delivery());
    out.put("error", pec.error());
    out.put("errorDetail", pec.errorDetail());
    out.put("term", pec.term() == Pec.Term.NONE ? null : pec.term().code());
    out.put("ownMessageId", pec.ownId());
    out.put("innerMessageId", pec.innerMessageId().isEmpty() ? null : pec.innerMessageId());
    out.put("signature", pec.signature().verdict().code());
    return out;
  }

  private static String withSeconds(java.time.OffsetDateTime time) {
    return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").format(time);
  }

  private static Map<String, Object> recipient(Pec.Recipient one) {
    var out = new LinkedHashMap<String, Object>();
    out.put("address", one.address());
    out.put("type", one.certified() ? "certificato" : "esterno");
    return out;
  }

  private static Map<String, @Nullable Object> signature(Signature signature) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("verdict", signature.verdict().code());
    out.put("intact", signature.intact());
    out.put("reason", signature.reason());
    out.put("signer", signature.signer());
    out.put("issuer", signature.issuer());
    out.put("signedAt", signature.signedAt().map(Object::toString).orElse(null));
    out.put("digest", signature.digest());
    out.put("chain", signature.chain());
    out.put("notes", signature.notes());
    return out;
  }
}

package it.sportello.mail.mime;

import it.sportello.base.Sha256;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.Signature;
import it.sportello.mail.pec.PecReading;
import it.sportello.mail.pec.SignatureCheck;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One reading of one message. Used once, by one thread.
final class MessageReading {
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:|From ");
  private static final int MAX_SUBJECT = 2_000;
  private static final int MAX_FIELDS = 100;
  private static final int MAX_FIELD = 500;
  private static final Instant MAIL_BEGAN = Instant.parse("1971-01-01T00:00:00Z");

  private final Header header;
  private final PartWalk walk;
  private final SignatureCheck check;
  private final Optional<Inside> certified;
  private final Signature signature;
  private final List<Reason> problems = new ArrayList<>();

  /// A PEC, and the message that lies in it, if one does and it stands for the whole.
  private record Inside(Pec pec, Optional<MessageReading> letter) {}

  MessageReading(byte[] raw, ReaderLimits limits, SignatureCheck check)
      throws MessagingException, InterruptedException {
    this(raw, limits, check, true);
  }

  /// @param top whether this message may be a PEC: one that lies in another never is
  private MessageReading(byte[] raw, ReaderLimits limits, SignatureCheck check, boolean top)
      throws MessagingException, InterruptedException {
    this.check = check;
    RawEntity whole = RawEntity.of(raw);
    Part message = Part.of(whole);
    header = message.header();
    walk = new PartWalk(limits, new Unpacking(limits, check, () -> from().address(), this::date));
    walk.walk(message);
    if (walk.body().isBlank() && walk.attachments().isEmpty()) {
      walk.body().plain(strayLines(header));
    }
    Optional<SignedPart> signed = SignedPart.find(whole);
    signature = signed.map(this::checked).or(walk::signature).orElseGet(Signature::unsigned);
    Optional<RawEntity> about = signed.map(SignedPart::content).or(walk::enclosed);
    certified = top ? certified(limits, about) : Optional.empty();
  }

  private Signature checked(SignedPart signed) {
    return check.check(signed.content().copy(), signed.signature(), from().address(), date());
  }

  /// @param signed what the signature is about; empty if there is none
  private Optional<Inside> certified(ReaderLimits limits, Optional<RawEntity> signed)
      throws InterruptedException {
    var parts = new PecParts(walk, signed);
    var outside =
        new PecReading.Outside(
            parts.daticert(),
            parts.message().isPresent(),
            signed.isPresent(),
            walk.body().plain(),
            parts.rem(header));
    var reading = new PecReading(n -> HeaderText.decode(header.first(n)), outside, signature);
    Optional<MessageReading> letter = letter(parts, limits);
    String innerId = letter.map(l -> String.join(" ", l.ids("Message-ID"))).orElse("");
    Optional<Pec> pec = reading.find(innerId);
    problems.addAll(reading.problems());
    return pec.map(p -> new Inside(p, letter.filter(_ -> isEnvelope(p))));
  }

  private static boolean isEnvelope(Pec pec) {
    return pec.type() == Pec.Type.POSTA_CERTIFICATA || pec.type() == Pec.Type.ANOMALIA;
  }

  private Optional<MessageReading> letter(PecParts parts, ReaderLimits limits)
      throws InterruptedException {
    boolean perhaps =
        !header.first("X-Trasporto").isBlank()
            || !header.first("X-Ricevuta").isBlank()
            || parts.daticert().isPresent();
    if (!perhaps || parts.message().isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] raw = walk.head(parts.message().get(), Math.toIntExact(limits.maxBytes()));
      return Optional.of(new MessageReading(raw, limits, check, false));
    } catch (MessagingException e) {
      problems.add(Reason.of(Code.LETTER_UNREADABLE, e.getMessage()));
      return Optional.empty();
    }
  }

  /// Some messages have no empty line before their text: then the text may stand between the
  /// fields.
  private static String strayLines(Header header) {
    return header.lines().stream()
        .filter(line -> !FIELD.matcher(line).lookingAt())
        .map(HeaderText::decode)
        .collect(Collectors.joining("\n"));
  }

  /// Of the message inside, if that stands for the whole: its attachments are the citizen's.
  PartWalk walk() {
    return certified.flatMap(Inside::letter).map(MessageReading::walk).orElse(walk);
  }

  /// @param name the hash of the raw bytes, for a message without an id
  ParsedMail mail(Sha256 name) {
    if (certified.isEmpty()) {
      return mail(name, Optional.empty(), signature, problems());
    }
    Inside inside = certified.get();
    var all = new ArrayList<>(problems());
    inside.letter().ifPresent(l -> all.addAll(l.problems()));
    return inside
        .letter()
        .orElse(this)
        .mail(name, Optional.of(inside.pec()), signature, List.copyOf(all));
  }

  /// Of an envelope without its message, the provider says who wrote it.
  private MailAddress author(Optional<Pec> pec) {
    return pec.filter(p -> certified.isPresent() && isEnvelope(p) && !p.sender().isBlank())
        .map(p -> new MailAddress("", p.sender()))
        .orElseGet(this::from);
  }

  private ParsedMail mail(
      Sha256 name, Optional<Pec> pec, Signature signature, List<Reason> problems) {
    MailAddress from = author(pec);
    String subject = subject();
    String text = walk.body().plain();
    Optional<String> html =
        walk.body().hasHtml() ? Optional.of(walk.body().html()) : Optional.empty();
    Optional<Pec> receipt = pec.filter(p -> p.isReceipt());
    var bounces = new Bounces(header, walk, text);
    return new ParsedMail(
        messageId(name),
        receipt.map(MessageReading::about).orElseGet(() -> ids("In-Reply-To")),
        ids("References"),
        from,
        addresses("Reply-To"),
        addresses("To"),
        addresses("Cc"),
        subject,
        date(),
        text,
        html,
        List.copyOf(walk.attachments()),
        receipt
            .map(p -> Reason.of(Code.PEC_RECEIPT, p.type().code()))
            .or(() -> automatic(from, subject)),
        receipt.isPresent() || pec.filter(Pec::isRem).isPresent()
            ? Optional.empty()
            : bounces.find(from.address(), subject),
        pec,
        signature,
        fields(),
        problems);
  }

  private Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    for (String name : header.names()) {
      if (fields.size() < MAX_FIELDS && name.length() <= MAX_FIELD) {
        fields.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> field(name));
      }
    }
    return fields;
  }

  private String field(String name) {
    String value = HeaderText.decode(header.first(name)).strip();
    return TextDecoder.clean(value.substring(0, Math.min(value.length(), MAX_FIELD)));
  }

  private Optional<Reason> automatic(MailAddress from, String subject) {
    return AutoReplies.reason(header, from.address(), subject);
  }

  /// A receipt is about a message of ours: the provider names it by the id we gave it, and by the
  /// one the provider put in its place.
  private static List<String> about(Pec receipt) {
    return Stream.concat(
            MessageIds.parse(receipt.msgid()).stream(), Stream.of(receipt.certifiedId()))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private String messageId(Sha256 name) {
    List<String> ids = ids("Message-ID");
    return ids.isEmpty()
        ? "<" + name.hex().substring(0, 40) + "@sportello.invalid>" // RFC 2606 §2
        : ids.getFirst();
  }

  private List<String> ids(String field) {
    return header.all(field).stream()
        .flatMap(value -> MessageIds.parse(value).stream())
        .distinct()
        .toList();
  }

  private MailAddress from() {
    return Stream.of("From", "Sender")
        .flatMap(field -> addresses(field).stream())
        .findFirst()
        .orElse(new MailAddress("", ""));
  }

  private List<MailAddress> addresses(String field) {
    return header.all(field).stream().flatMap(value -> AddressList.parse(value).stream()).toList();
  }

  private String subject() {
    String subject = HeaderText.decode(header.first("Subject")).replaceAll("\\p{Cntrl}", " ");
    return subject.length() <= MAX_SUBJECT
        ? subject
        : TextDecoder.clean(subject.substring(0, MAX_SUBJECT));
  }

  private Optional<Instant> date() {
    try {
      Instant date =
          new MailDateFormat().parse(HeaderText.unfold(header.first("Date")).strip()).toInstant();
      return Optional.of(date).filter(MAIL_BEGAN::isBefore);
    } catch (ParseException _) {
      return Optional.empty();
    }
  }

  private List<Reason> problems() {
    return Stream.concat(problems.stream(), walk.problems().stream())
        .distinct()
        .limit(20)
        .map(r -> new Reason(r.code(), r.values().stream().map(TextDecoder::clean).toList()))
        .toList();
  }
}

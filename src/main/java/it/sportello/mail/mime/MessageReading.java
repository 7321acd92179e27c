package it.sportello.mail.mime;

import it.sportello.base.Sha256;
import it.sportello.mail.MailAddress;
import it.sportello.mail.ParsedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One reading of one message. Used once, by one thread.
final class MessageReading {
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:|From ");
  private static final int MAX_SUBJECT = 2_000;
  private static final Instant MAIL_BEGAN = Instant.parse("1971-01-01T00:00:00Z");

  private final Header header;
  private final PartWalk walk;

  MessageReading(byte[] raw, ReaderLimits limits) throws MessagingException, InterruptedException {
    var message = new MimeMessage(MailSwitches.session(), new SharedByteArrayInputStream(raw));
    header = new Header(message);
    walk = new PartWalk(limits);
    walk.walk(Part.of(message));
    if (walk.body().isBlank() && walk.attachments().isEmpty()) {
      walk.body().plain(strayLines(message));
    }
  }

  /// Some messages have no empty line before their text, or no header at all: then the text is
  /// where the header should be.
  private static String strayLines(MimeMessage message) throws MessagingException {
    return Collections.list(message.getAllHeaderLines()).stream()
        .filter(line -> !FIELD.matcher(line).lookingAt())
        .map(HeaderText::decode)
        .collect(Collectors.joining("\n"));
  }

  PartWalk walk() {
    return walk;
  }

  /// @param name the hash of the raw bytes, for a message without an id
  ParsedMail mail(Sha256 name) {
    MailAddress from = from();
    String subject = subject();
    String text = walk.body().plain();
    Optional<String> html =
        walk.body().hasHtml() ? Optional.of(walk.body().html()) : Optional.empty();
    var bounce = new Bounces(header, walk, text).find(from.address(), subject);
    return new ParsedMail(
        messageId(name),
        ids("In-Reply-To"),
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
        AutoReplies.reason(header, from.address(), subject),
        bounce,
        problems());
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

  private List<String> problems() {
    var problems = new ArrayList<>(walk.problems());
    if (walk.attachments().stream().anyMatch(a -> a.type().endsWith("/ms-tnef"))) {
      problems.add("winmail.dat (application/ms-tnef) is kept as an attachment, not unpacked");
    }
    return problems.stream().distinct().limit(20).map(TextDecoder::clean).toList();
  }
}

package it.sportello.mail.mime;

import it.sportello.mail.Attached;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailRefused;
import it.sportello.mail.MessageTokens;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/// Writes messages as bytes (RFC 5322), strictly: plain text in UTF-8 with files beside it,
/// seven-bit on the wire, no header field that anyone outside could have put there. Files are read
/// while the message is written, piece by piece. Safe to use from several threads.
public final class MimeComposer {
  private static final int MAX_REFERENCES = 20;
  private static final int MAX_ID = 250;
  private static final int MAX_LINE = 990; // 998 without the line break, RFC 5322 §2.1.1
  private static final Pattern ID = Pattern.compile("<[\\x21-\\x7E&&[^<>]]{3," + MAX_ID + "}>");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");

  private final MessageTokens tokens;
  private final InstantSource clock;

  /// @param tokens makes the ids
  /// @param clock gives the `Date`
  public MimeComposer(MessageTokens tokens, InstantSource clock) {
    MailSwitches.set();
    this.tokens = tokens;
    this.clock = clock;
  }

  /// Writes one message.
  ///
  /// @throws MailRefused if an address cannot be written to; names it
  public Composed compose(Composition composition) throws MailRefused {
    String id = tokens.next(composition.contact());
    var message = new Identified(id);
    try {
      fill(message, composition);
      message.saveChanges();
      return new Composed(id, out -> write(message, out));
    } catch (MessagingException | IOException e) {
      throw new MailRefused(Reason.of(Code.NOT_WRITTEN, e.getMessage()), e);
    }
  }

  private static void write(MimeMessage message, OutputStream out) throws IOException {
    try {
      message.writeTo(out);
    } catch (MessagingException e) {
      throw new IOException("the message cannot be written", e);
    }
  }

  private void fill(MimeMessage message, Composition composition)
      throws MailRefused, MessagingException, IOException {
    message.setFrom(address(composition.from()));
    message.setRecipients(RecipientType.TO, addresses(composition.to()));
    message.setRecipients(RecipientType.CC, addresses(composition.cc()));
    message.setSubject(oneLine(composition.subject()), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    thread(message, composition);
    if (composition.automatic()) {
      message.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 §5
      message.setHeader("X-Auto-Response-Suppress", "All");
      message.setHeader("Precedence", "bulk");
    }
    if (composition.attachments().isEmpty()) {
      text(message, composition.text());
    } else {
      var parts = new MimeMultipart("mixed");
      var body = new MimeBodyPart();
      text(body, composition.text());
      parts.addBodyPart(body);
      for (Attached file : composition.attachments()) {
        parts.addBodyPart(AttachedPart.of(file));
      }
      message.setContent(parts);
    }
  }

  private static void text(MimePart part, String words) throws MessagingException {
    String text = withCrLf(words);
    part.setText(text, "UTF-8");
    part.setHeader("Content-Transfer-Encoding", isSevenBit(text) ? "7bit" : "quoted-printable");
  }

  private static void thread(MimeMessage message, Composition composition)
      throws MessagingException {
    if (ID.matcher(composition.inReplyTo()).matches()) {
      message.setHeader("In-Reply-To", composition.inReplyTo());
    }
    List<String> references = references(composition);
    if (!references.isEmpty()) {
      message.setHeader("References", String.join("\r\n ", references));
    }
  }

  /// The first id and the last ones: the first opens the thread, the last ones are the branch.
  private static List<String> references(Composition composition) {
    var ids = new ArrayList<String>();
    for (String id : composition.references()) {
      if (ID.matcher(id).matches() && !ids.contains(id)) {
        ids.add(id);
      }
    }
    String answered = composition.inReplyTo();
    if (ID.matcher(answered).matches()) {
      ids.remove(answered);
      ids.add(answered);
    }
    if (ids.size() > MAX_REFERENCES) {
      ids.subList(1, ids.size() - MAX_REFERENCES + 1).clear();
    }
    return ids;
  }

  private static InternetAddress[] addresses(List<MailAddress> addresses) throws MailRefused {
    var written = new ArrayList<InternetAddress>();
    for (MailAddress address : addresses) {
      written.add(address(address));
    }
    return written.toArray(InternetAddress[]::new);
  }

  private static InternetAddress address(MailAddress from) throws MailRefused {
    var address = new InternetAddress();
    address.setAddress(ascii(from.address()));
    try {
      String name = oneLine(from.name());
      address.setPersonal(name.isEmpty() ? null : name, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every Java platform has UTF-8", e);
    }
    return address;
  }

  /// Writes a domain with accents as mail servers know it (RFC 5891).
  private static String ascii(String address) throws MailRefused {
    int at = address.lastIndexOf('@');
    try {
      String written =
          at < 0
              ? address
              : address.substring(0, at) + "@" + IDN.toASCII(address.substring(at + 1));
      if (ADDRESS.matcher(written).matches()) {
        return written;
      }
    } catch (IllegalArgumentException _) {
      // said below, in the same words
    }
    throw new MailRefused(Reason.of(Code.BAD_ADDRESS, oneLine(address)));
  }

  /// Line breaks in a field would start another field.
  private static String oneLine(String text) {
    return TextDecoder.clean(text).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private static String withCrLf(String text) {
    String lines = TextDecoder.clean(text).replace("\r\n", "\n").replace('\r', '\n');
    return (lines.endsWith("\n") ? lines : lines + "\n").replace("\n", "\r\n");
  }

  private static boolean isSevenBit(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        && text.lines().allMatch(line -> line.length() <= MAX_LINE);
  }

  /// A message that keeps the id it is given.
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(String id) {
      super(MailSwitches.session());
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}

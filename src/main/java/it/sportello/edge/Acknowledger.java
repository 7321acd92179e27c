package it.sportello.edge;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.desk.Acknowledgement;
import it.sportello.desk.Acknowledgement.Why;
import it.sportello.journal.RawStore;
import it.sportello.mail.Composed;
import it.sportello.mail.Composition;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailRefused;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Writes what citizens are told when their mail begins a contact: composed and durable before the
/// desk decides whether it leaves.
///
/// Never for what a machine wrote (RFC 3834 §2): that begins no contact. Safe to use from several
/// threads; blocks on the raw store.
public final class Acknowledger {
  /// Names of mailboxes nobody reads, or that programs read: RFC 2142, list managers, custom.
  private static final Pattern NO_REPLY =
      Pattern.compile(
          "(no|non|not|do-?not|donot)[._-]?(reply|replay|respond|rispondere|risponda|risposta)s?"
              + "|mailer-daemon|postmaster|bounces?|listserv|majordomo|nobody|null|devnull|root"
              + "|(bounces?|owner|noreply|no-reply)[._+=-].*|.*[._+-](bounces?|request|noreply|no-reply)");

  private static final Pattern TAG = Pattern.compile("\\+[^@]*");

  /// Longest part of the citizen's own words that is said back, in signs: whoever forges a sender
  /// must not have us carry their text.
  private static final int MAX_SAID_BACK = 120;

  private static final Acknowledgement NONE = new Acknowledgement.None();

  /// A mailbox that acknowledges.
  ///
  /// @param from who says so
  /// @param text fills `customer`, `subject`, `code` and `queue` into the words; the rest is there
  /// @param perCorrespondent how many one correspondent may get in 24 hours
  /// @param perMailbox how many it may send in 24 hours
  public record Mailbox(
      MailAddress from,
      Function<Map<String, String>, String> text,
      int perCorrespondent,
      int perMailbox) {}

  /// Writes a message's bytes.
  @FunctionalInterface
  public interface Composer {
    /// Writes one message.
    ///
    /// @throws MailRefused if its address cannot be written to
    Composed compose(Composition composition) throws MailRefused;
  }

  private final Map<String, Mailbox> mailboxes;
  private final Predicate<String> ours;
  private final Function<String, CustomerId> correspondents;
  private final Composer composer;
  private final RawStore raw;
  private final Supplier<String> ids;

  /// @param mailboxes those that acknowledge, by id
  /// @param ours whether an address is one of our mailboxes
  /// @param correspondents stands for an address
  public Acknowledger(
      Map<String, Mailbox> mailboxes,
      Predicate<String> ours,
      Function<String, CustomerId> correspondents,
      Composer composer,
      RawStore raw,
      Supplier<String> ids) {
    this.mailboxes = Map.copyOf(mailboxes);
    this.ours = ours;
    this.correspondents = correspondents;
    this.composer = composer;
    this.raw = raw;
    this.ids = ids;
  }

  /// Whether a mailbox acknowledges at all.
  boolean speaksFor(String mailbox) {
    return mailboxes.containsKey(mailbox);
  }

  /// Writes the acknowledgement of a message, in case it begins a contact.
  ///
  /// @param contact the id it gets then
  /// @param code of its request
  /// @param queue where it waits
  /// @throws IOException if the bytes cannot be kept
  Acknowledgement of(
      String mailbox,
      Channel channel,
      ParsedMail mail,
      ContactId contact,
      String code,
      String queue)
      throws IOException {
    Mailbox says = mailboxes.get(mailbox);
    if (says == null || mail.autoReply().isPresent() || mail.bounce().isPresent()) {
      return NONE;
    }
    String to = answerTo(mail);
    Optional<Why> unwanted = unwanted(mail, channel, to);
    if (unwanted.isPresent()) {
      return new Acknowledgement.Unwanted(unwanted.get());
    }
    String subject = subject(mail.subject(), code);
    String text = says.text().apply(values(mail, to, code, queue));
    try {
      Composed composed =
          composer.compose(
              new Composition(
                  contact,
                  says.from(),
                  List.of(new MailAddress("", to)),
                  List.of(),
                  subject,
                  text,
                  mail.messageId(),
                  mail.references(),
                  true));
      Sha256 name = raw.put(composed.raw());
      return new Acknowledgement.Written(
          new OutboxId(ids.get()),
          name,
          composed.messageId(),
          says.from().address(),
          to,
          subject,
          text,
          correspondents.apply(TAG.matcher(to).replaceFirst("")),
          says.perCorrespondent(),
          says.perMailbox());
    } catch (MailRefused _) {
      return new Acknowledgement.Unwanted(Why.NO_ADDRESS);
    }
  }

  private Optional<Why> unwanted(ParsedMail mail, Channel channel, String to) {
    if (to.isEmpty()) {
      return Optional.of(Why.NO_ADDRESS);
    }
    if (ours.test(to) || ours.test(mail.from().address())) {
      return Optional.of(Why.OWN_ADDRESS);
    }
    if (isUnread(to) || isUnread(mail.from().address())) {
      return Optional.of(Why.NO_REPLY);
    }
    if (mail.header().getOrDefault("x-spam-flag", "").strip().equalsIgnoreCase("yes")) {
      return Optional.of(Why.SPAM);
    }
    if (mail.pec().filter(Pec::isRem).isPresent()) {
      return Optional.of(Why.REM);
    }
    boolean envelope =
        mail.pec().filter(p -> p.type() == Pec.Type.POSTA_CERTIFICATA && p.certified()).isPresent();
    return channel == Channel.PEC && !envelope ? Optional.of(Why.UNCERTIFIED) : Optional.empty();
  }

  private static boolean isUnread(String address) {
    String local = address.replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
    return NO_REPLY.matcher(local).matches();
  }

  private static Map<String, String> values(ParsedMail mail, String to, String code, String queue) {
    var values = new HashMap<String, String>();
    String name = saidBack(mail.from().name());
    values.put("customer", name.isEmpty() ? to : name);
    values.put("subject", saidBack(mail.subject()));
    values.put("code", code);
    values.put("queue", queue);
    return values;
  }

  /// What a citizen wrote, as one line that is not too long to stand among words of ours.
  public static String saidBack(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > MAX_SAID_BACK
        ? line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MAX_SAID_BACK))) + "…"
        : line;
  }

  private static String subject(String subject, String code) {
    String said = saidBack(subject);
    if (said.isEmpty()) {
      return code;
    }
    boolean answers = said.toLowerCase(Locale.ROOT).startsWith("re:");
    return (answers ? said : "Re: " + said) + " [" + code + "]";
  }

  private static String answerTo(ParsedMail mail) {
    return mail.replyTo().isEmpty() ? mail.from().address() : mail.replyTo().getFirst().address();
  }

  /// The addresses of these mailboxes, in any spelling.
  public static Predicate<String> anyOf(Set<String> addresses) {
    Set<String> known =
        Set.copyOf(addresses.stream().map(a -> a.toLowerCase(Locale.ROOT)).toList());
    return address ->
        known.contains(TAG.matcher(address.toLowerCase(Locale.ROOT)).replaceFirst(""));
  }
}

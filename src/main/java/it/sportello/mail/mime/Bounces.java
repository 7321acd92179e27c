package it.sportello.mail.mime;

import it.sportello.mail.ParsedMail.Bounce;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out whether a message reports that another could not be delivered: by RFC 3464 where it is
/// followed, else by the ways of the mailers that do not.
final class Bounces {
  private static final int MAX_TEXT = 64 * 1024;
  private static final int MAX_REPORT = 256 * 1024;
  private static final Set<String> REPORTS =
      Set.of("message/delivery-status", "message/global-delivery-status");
  private static final Set<String> ORIGINALS =
      Set.of("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global");
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?i).*(undeliver|returned mail|delivery (status notification|failure|has failed)"
              + "|mail delivery (failed|failure|system)|failure notice|could not be delivered"
              + "|mancat[ao] (consegna|recapito)|non recapitabile|impossibile recapitare"
              + "|notifica sullo stato del recapito).*");
  private static final Pattern GROUPS = Pattern.compile("\n[ \\t]*\n");
  private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final Pattern REPLY_CODE = Pattern.compile("(?m)(?:^|[\\s:])([45]\\d\\d)[ -]");
  private static final Pattern RECIPIENT =
      Pattern.compile("<?([A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,255})>?");
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^\\s*message-id:\\s*(<[^>\\s]{1,998}>)");

  private final Header header;
  private final PartWalk walk;
  private final String text;

  /// @param text the readable body
  Bounces(Header header, PartWalk walk, String text) {
    this.header = header;
    this.walk = walk;
    this.text = text.substring(0, Math.min(text.length(), MAX_TEXT));
  }

  /// @param from the author's address
  Optional<Bounce> find(String from, String subject) {
    Optional<String> report = content(REPORTS);
    if (report.isPresent()) {
      return byReport(report.get());
    }
    String failed = header.first("X-Failed-Recipients").strip();
    if (!failed.isEmpty()) {
      return Optional.of(byText(failed.replaceFirst("[,\\s].*", "")));
    }
    String local = from.replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
    boolean machine =
        local.equals("mailer-daemon")
            || local.equals("postmaster")
            || header.first("Return-Path").replaceAll("\\s", "").equals("<>");
    return machine && SUBJECT.matcher(subject).matches()
        ? Optional.of(byText(firstRecipient()))
        : Optional.empty();
  }

  /// Groups of fields, one for the message and one for each recipient (RFC 3464 §2.1); the first
  /// recipient it failed for counts.
  private Optional<Bounce> byReport(String report) {
    for (String group : GROUPS.splitAsStream(report.replace("\r\n", "\n")).toList()) {
      String action = field(group, "Action").toLowerCase(Locale.ROOT);
      String status = first(STATUS, field(group, "Status"));
      boolean failed = action.startsWith("failed") || status.startsWith("5");
      if (failed || action.startsWith("delayed")) {
        String recipient = field(group, "Final-Recipient");
        recipient = recipient.isEmpty() ? field(group, "Original-Recipient") : recipient;
        String address = recipient.substring(recipient.indexOf(';') + 1).strip();
        boolean permanent = failed && !status.startsWith("4");
        return Optional.of(
            new Bounce(address.replaceAll("^<|>$", ""), status, permanent, originalId()));
      }
    }
    return Optional.empty();
  }

  private Bounce byText(String recipient) {
    String status = first(STATUS, text);
    String code = status.isEmpty() ? first(REPLY_CODE, text) : status;
    boolean delayed = header.first("Subject").toLowerCase(Locale.ROOT).contains("delay");
    return new Bounce(recipient, status, !code.startsWith("4") && !delayed, originalId());
  }

  private String firstRecipient() {
    String own = header.first("To").toLowerCase(Locale.ROOT);
    Matcher address = RECIPIENT.matcher(text);
    while (address.find()) {
      String found = address.group(1).toLowerCase(Locale.ROOT);
      if (!own.contains(found) && !found.startsWith("postmaster@")) {
        return address.group(1);
      }
    }
    return "";
  }

  private String originalId() {
    String attached = first(MESSAGE_ID, content(ORIGINALS).orElse(""));
    return attached.isEmpty() ? first(MESSAGE_ID, text) : attached;
  }

  private Optional<String> content(Set<String> types) {
    return walk.parts().stream()
        .filter(part -> types.contains(part.type()))
        .findFirst()
        .map(part -> new String(walk.head(part, MAX_REPORT), StandardCharsets.ISO_8859_1));
  }

  private static String field(String group, String name) {
    Matcher line =
        Pattern.compile("(?im)^" + name + ":[ \\t]*(.*(?:\\n[ \\t]+.*)*)").matcher(group);
    return line.find() ? line.group(1).replaceAll("\\s+", " ").strip() : "";
  }

  private static String first(Pattern pattern, String in) {
    Matcher found = pattern.matcher(in);
    return found.find() ? found.group(1) : "";
  }
}

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
          "(?i).*(undeliver|returned mail|non-delivery|failure delivery|failed mail|mail"
              + " failed|delivery (status notification|failure|has failed|warning|problem)|mail"
              + " delivery (failed|failure|system)|failure notice|could not be delivered|not"
              + " delivered|message (delayed|has not yet been delivered)|user unknown|mail delivery"
              + " status|mancat[ao] (consegna|recapito)|non"
              + " (recapitabile|recapitat[oa])|impossibile recapitare|notifica sullo stato del"
              + " recapito).*");
  private static final Pattern GROUPS = Pattern.compile("\n[ \\t]*\n");
  private static final Pattern STATUS = Pattern.compile("\\b([45]\\.\\d{1,3}\\.\\d{1,3})\\b");

  /// Source: the replies of RFC 5321 §4.2.3.
  private static final Pattern REPLY_CODE =
      Pattern.compile("(?m)(?:^|[\\s:])(4[25]\\d|5[05]\\d)[ -]");

  /// Who writes in a mailer's name, as the part before the @ or as the name beside the address.
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i).*(daemon|postmaster|smtp[ ._-]?(server|gateway|daemon)|^smtp$|antivirus|imss|mail["
              + " ._-]?(service|system|delivery)|mail administrator|system administrator|delivery"
              + " (subsystem|system)).*");

  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^\\s*message-id:\\s*(<[^>\\s]{1,998}>)");

  private final Header header;
  private final PartWalk walk;
  private final String text;
  private final BounceWords words;

  /// @param text the readable body
  Bounces(Header header, PartWalk walk, String text) {
    this.header = header;
    this.walk = walk;
    this.text = text.substring(0, Math.min(text.length(), MAX_TEXT));
    words = new BounceWords(this.text);
  }

  /// @param from the author's address
  Optional<Bounce> find(String from, String subject) {
    Optional<String> report = content(REPORTS);
    if (report.isPresent() && (isReport() || isMachine(from))) {
      return byReport(report.get()).or(() -> byWords(report.get()));
    }
    String failed = header.first("X-Failed-Recipients").strip();
    if (!failed.isEmpty()) {
      return Optional.of(byText(failed.replaceFirst("[,\\s].*", "")));
    }
    boolean says = isMachine(from) && (SUBJECT.matcher(subject).matches() || words.sayFailed());
    return says ? Optional.of(byText(recipient(from))) : Optional.empty();
  }

  /// A person may attach a report to ask what it means; only a mailer sends it as the message.
  private boolean isReport() {
    return HeaderParameters.parse(header.first("Content-Type")).value().equals("multipart/report");
  }

  /// A person who forwards a bounce to ask for help is no mailer.
  private boolean isMachine(String from) {
    String local = from.replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
    boolean daemon = local.equals("mailer-daemon") || local.equals("postmaster");
    if (!daemon && !header.first("In-Reply-To").isBlank()) {
      return false;
    }
    String path = header.first("Return-Path").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    boolean nobody = from.isEmpty() && !header.first("From").isBlank();
    return nobody
        || MACHINE.matcher(local).matches()
        || MACHINE.matcher(header.first("From").replaceAll("<.*", "")).matches()
        || path.equals("<>")
        || path.startsWith("<mailer-daemon");
  }

  /// A report whose groups say nothing counts by its words, unless it speaks of success.
  private Optional<Bounce> byWords(String report) {
    boolean success =
        report.toLowerCase(Locale.ROOT).matches("(?s).*action:\\s*(delivered|relayed|expanded).*");
    return words.sayFailed() && !success ? Optional.of(byText(recipient(""))) : Optional.empty();
  }

  /// Groups of fields, one for the message and one for each recipient (RFC 3464 §2.1); the first
  /// recipient it failed for counts.
  private Optional<Bounce> byReport(String report) {
    for (String group : GROUPS.splitAsStream(report.replace("\r\n", "\n")).toList()) {
      String action = field(group, "Action").toLowerCase(Locale.ROOT);
      String status = first(STATUS, field(group, "Status"));
      boolean failed = action.startsWith("failed") || status.startsWith("5");
      if (failed || action.startsWith("delayed")) {
        boolean permanent = failed && !status.startsWith("4");
        return Optional.of(new Bounce(address(group), status, permanent, originalId()));
      }
    }
    return Optional.empty();
  }

  /// A final recipient may be an address of another kind of mail (X.400), or of a host that only
  /// the mailer knows; then the one we wrote to says more.
  private String address(String group) {
    String last = plain(field(group, "Final-Recipient"));
    String first = plain(field(group, "Original-Recipient"));
    if (last.matches("[^/\\s]+@[^@\\s]+\\.[^@\\s]+")
        || (first.isEmpty() && words.recipient(own()).isEmpty())) {
      return last;
    }
    return first.contains("@") ? first : words.recipient(own()).orElse(last);
  }

  private static String plain(String recipient) {
    return recipient.substring(recipient.indexOf(';') + 1).strip().replaceAll("^<|>$", "");
  }

  private Bounce byText(String recipient) {
    String status = first(STATUS, text);
    String code = status.isEmpty() ? first(REPLY_CODE, text) : status;
    boolean delayed =
        header.first("Subject").toLowerCase(Locale.ROOT).contains("delay") || words.sayDelayed();
    return new Bounce(recipient, status, !code.startsWith("4") && !delayed, originalId());
  }

  private String recipient(String from) {
    return words.recipient(own() + " " + from.toLowerCase(Locale.ROOT)).orElse("");
  }

  private String own() {
    return header.first("To").toLowerCase(Locale.ROOT);
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

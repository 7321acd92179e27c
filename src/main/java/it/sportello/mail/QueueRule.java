package it.sportello.mail;

import it.sportello.base.QueueId;
import it.sportello.base.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where a message of a mailbox waits because of how it looks. Every condition that is named must
/// hold; of the patterns in one, any.
///
/// @param to addresses in `To` or `Cc`; `*` stands for any signs
/// @param from the author's address; `*` stands for any signs
/// @param subject words in the subject, in any case
/// @param header field by name to its whole value; `*` stands for any signs
public record QueueRule(
    List<String> to,
    List<String> from,
    List<String> subject,
    Map<String, String> header,
    QueueId queue) {
  public QueueRule {
    to = List.copyOf(to);
    from = List.copyOf(from);
    subject = subject.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
    header = Map.copyOf(header);
  }

  /// Whether a message is meant. Of a certified one the letter inside is looked at.
  public boolean holds(ParsedMail mail) {
    return (to.isEmpty() || recipients(mail).anyMatch(a -> any(to, a)))
        && (from.isEmpty() || any(from, mail.from().address()))
        && (subject.isEmpty() || subject.stream().anyMatch(plain(mail.subject())::contains))
        && header.entrySet().stream()
            .allMatch(
                h ->
                    new Wildcard(h.getValue())
                        .fits(mail.header().getOrDefault(plain(h.getKey()), "")));
  }

  private static Stream<String> recipients(ParsedMail mail) {
    return Stream.concat(mail.to().stream(), mail.cc().stream()).map(MailAddress::address);
  }

  private static boolean any(List<String> patterns, String text) {
    return patterns.stream().anyMatch(p -> new Wildcard(p).fits(text));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

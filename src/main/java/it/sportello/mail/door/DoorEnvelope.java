package it.sportello.mail.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From whom and for whom a message is, while it is being handed over (RFC 5321 §3.3).
final class DoorEnvelope {
  /// `MAIL FROM:<...>` or `RCPT TO:<...>`, a source route before the address is passed over (RFC
  /// 5321 §4.1.1.3).
  private static final Pattern PATH =
      Pattern.compile("(?i)(?:FROM|TO):\\s*<(?:@[^:>]*:)?([^<>\\s]*)>(?:\\s+(.*))?");

  private static final Pattern SIZE = Pattern.compile("(?i)(?:^|\\s)SIZE=(\\d{1,18})(?:\\s|$)");

  /// A path with its parameters.
  record Path(String address, String parameters) {
    /// What a command says after its verb; empty if that is no path.
    static Optional<Path> of(String words) {
      Matcher found = PATH.matcher(words.strip());
      return found.matches()
          ? Optional.of(new Path(found.group(1), Optional.ofNullable(found.group(2)).orElse("")))
          : Optional.empty();
    }

    /// The size that the client announces; 0 if it does not.
    long size() {
      Matcher found = SIZE.matcher(parameters);
      return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
  }

  private final Map<String, String> known;
  private Optional<String> sender = Optional.empty();
  private final List<String> mailboxes = new ArrayList<>();

  /// @param known ids of mailboxes by address
  DoorEnvelope(Map<String, String> known) {
    this.known = known;
  }

  boolean hasSender() {
    return sender.isPresent();
  }

  String sender() {
    return sender.orElse("");
  }

  void begin(String address) {
    clear();
    sender = Optional.of(address);
  }

  /// The mailboxes, one for each recipient, in order.
  List<String> mailboxes() {
    return List.copyOf(mailboxes);
  }

  /// Adds a recipient.
  ///
  /// @return false if we have no such mailbox
  boolean add(String address) {
    Optional<String> mailbox = mailbox(address.toLowerCase(Locale.ROOT));
    mailbox.ifPresent(mailboxes::add);
    return mailbox.isPresent();
  }

  /// What stands after a plus sign is the writer's own matter.
  private Optional<String> mailbox(String address) {
    return Optional.ofNullable(known.get(address))
        .or(() -> Optional.ofNullable(known.get(address.replaceFirst("\\+[^@]*@", "@"))));
  }

  void clear() {
    sender = Optional.empty();
    mailboxes.clear();
  }
}

package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.contact.Needs;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What new contacts ask for by themselves because of who sent them, how, and what they say. The
/// same on every channel.
///
/// A rule holds if each of its conditions that is not empty is met by one of its values.
///
/// @param name as explanations and histories show it
/// @param channels on which it came
/// @param via the number dialled, the mailbox, or `form`
/// @param senders telephone numbers or mail addresses; `*` stands for any signs, case does not
///   count
/// @param keywords words in subject or text, case does not count
/// @param needs what follows
public record PriorityRule(
    String name,
    Set<Channel> channels,
    Set<String> via,
    List<String> senders,
    List<String> keywords,
    Needs needs) {
  public PriorityRule {
    channels = Set.copyOf(channels);
    via = Set.copyOf(via);
    senders = senders.stream().map(PriorityRule::plain).toList();
    keywords = keywords.stream().map(PriorityRule::plain).toList();
  }

  /// What a rule looks at.
  ///
  /// @param sender telephone number or mail address; may be empty
  /// @param words subject and text; may be empty
  public record Looked(Channel channel, String via, String sender, String words) {}

  boolean holds(Looked at) {
    String sender = plain(at.sender());
    String words = plain(at.words());
    return (channels.isEmpty() || channels.contains(at.channel()))
        && (via.isEmpty() || via.contains(at.via()))
        && (senders.isEmpty() || senders.stream().anyMatch(s -> fits(s, sender)))
        && (keywords.isEmpty() || keywords.stream().anyMatch(words::contains));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// Whether `text` is `pattern` with something in the place of each `*`. Linear but for the stars.
  private static boolean fits(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}

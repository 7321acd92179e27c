package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.base.Wildcard;
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
    senders = List.copyOf(senders);
    keywords = keywords.stream().map(PriorityRule::plain).toList();
  }

  /// What a rule looks at.
  ///
  /// @param sender telephone number or mail address; may be empty
  /// @param words subject and text; may be empty
  public record Looked(Channel channel, String via, String sender, String words) {}

  boolean holds(Looked at) {
    String words = plain(at.words());
    return (channels.isEmpty() || channels.contains(at.channel()))
        && (via.isEmpty() || via.contains(at.via()))
        && (senders.isEmpty() || senders.stream().anyMatch(s -> new Wildcard(s).fits(at.sender())))
        && (keywords.isEmpty() || keywords.stream().anyMatch(words::contains));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

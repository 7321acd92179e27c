package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What new contacts ask for because of who sent them, how, and what they say.
///
/// @param name as histories show it
/// @param channels on which it came
/// @param via the number dialled, the mailbox's id, or `form`
/// @param senders telephone numbers or mail addresses; `*` stands for any signs
/// @param keywords words in subject or text
/// @param priority added to the queue's
/// @param skills needed besides the queue's
/// @param operator who shall have it first
/// @param exclude who is never asked
public record PriorityConfig(
    @Length(max = 60) String name,
    @Default("[]") List<Channel> channels,
    @Default("[]") List<String> via,
    @Default("[]") List<String> senders,
    @Default("[]") List<String> keywords,
    @Default("0") @Range(min = "-10", max = "10") int priority,
    @Default("{}") @Names("skill") @Range(min = "1", max = "5") Map<String, Integer> skills,
    @Names("operator") Optional<OperatorId> operator,
    @Default("[]") @Names("operator") List<OperatorId> exclude) {
  public PriorityConfig {
    if (channels.isEmpty() && via.isEmpty() && senders.isEmpty() && keywords.isEmpty()) {
      throw new IllegalArgumentException(
          "no condition (expected: channels, via, senders or keywords)");
    }
    if (priority == 0 && skills.isEmpty() && operator.isEmpty() && exclude.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing follows (expected: priority, skills, operator or exclude)");
    }
    if (operator.filter(exclude::contains).isPresent()) {
      throw new IllegalArgumentException(
          "operator and exclude name the same person (expected: one or the other)");
    }
  }
}

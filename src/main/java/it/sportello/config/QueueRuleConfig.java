package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Names;
import java.util.List;
import java.util.Map;

/// Where messages of a mailbox wait because of how they look.
///
/// @param to addresses in `To` or `Cc`; `*` stands for any signs
/// @param from the author's address; `*` stands for any signs
/// @param subject words in the subject
/// @param header field by name to its whole value; `*` stands for any signs
/// @param queue where they wait
public record QueueRuleConfig(
    @Default("[]") List<String> to,
    @Default("[]") List<String> from,
    @Default("[]") List<String> subject,
    @Default("{}") Map<String, String> header,
    @Names("queue") QueueId queue) {
  public QueueRuleConfig {
    if (to.isEmpty() && from.isEmpty() && subject.isEmpty() && header.isEmpty()) {
      throw new IllegalArgumentException("no condition (expected: to, from, subject or header)");
    }
  }
}

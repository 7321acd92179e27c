package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.Optional;

/// When a queue is too full or too slow for its callers.
///
/// @param after how long a caller waits at most
/// @param length how many callers may wait
/// @param to the queue where they wait instead
/// @param prompt what they hear before the call ends, where there is no `to` or it is closed
public record OverflowConfig(
    @Range(min = "10 s", max = "4 h") Optional<Duration> after,
    @Range(min = "1", max = "1000") Optional<Integer> length,
    @Names("queue") Optional<QueueId> to,
    @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -")
        Optional<String> prompt) {
  public OverflowConfig {
    if (after.isEmpty() && length.isEmpty()) {
      throw new IllegalArgumentException("no limit (expected: after or length, or both)");
    }
    if (to.isEmpty() && prompt.isEmpty()) {
      throw new IllegalArgumentException("leads nowhere (expected: to or prompt, or both)");
    }
  }
}

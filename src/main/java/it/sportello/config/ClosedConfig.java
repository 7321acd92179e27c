package it.sportello.config;

import it.sportello.base.QueueId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.Names;
import java.util.Optional;

/// What becomes of callers outside a queue's opening hours.
///
/// @param prompt a file of `prompts/`, without language and ending
/// @param then what happens after it
/// @param to the queue they go to instead, while that one is open; they do not hear the prompt then
public record ClosedConfig(
    @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -") String prompt,
    @Default("hangup") Then then,
    @Names("queue") Optional<QueueId> to) {
  /// What happens after the message.
  public enum Then {
    /// The call ends.
    HANGUP,
    /// The caller waits all the same.
    WAIT
  }
}

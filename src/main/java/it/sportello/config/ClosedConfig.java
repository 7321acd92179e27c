package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Like;

/// What callers hear outside a queue's opening hours.
///
/// @param prompt a file of `prompts/`, without language and ending
/// @param then what happens after it
public record ClosedConfig(
    @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -") String prompt,
    @Default("hangup") Then then) {
  /// What happens after the message.
  public enum Then {
    /// The call ends.
    HANGUP,
    /// The caller waits all the same.
    WAIT
  }
}

package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.OneOf;
import it.sportello.config.yaml.Range;
import java.util.HashSet;
import java.util.List;

/// What a mailbox tells whoever writes to it for the first time.
///
/// @param text which of `texts/`
/// @param languages `it`, `en`, or both, one below the other; empty: the center's
/// @param perCorrespondent how many one address may get in 24 hours: what ends a loop with a
///   machine that does not say that it is one
/// @param perMailbox how many the mailbox may send in 24 hours: what ends a loop whose addresses
///   change
public record AcknowledgeConfig(
    @Default("mail-received") String text,
    @Default("[]") @OneOf({"it", "en"}) List<String> languages,
    @Default("5") @Range(min = "1", max = "100") int perCorrespondent,
    @Default("1000") @Range(min = "1", max = "10000") int perMailbox) {
  public AcknowledgeConfig {
    if (new HashSet<>(languages).size() < languages.size()) {
      throw new IllegalArgumentException(
          "languages: " + languages + " (expected: each language once)");
    }
  }
}

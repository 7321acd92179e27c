package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.OneOf;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A question that callers answer by one key.
///
/// @param language in which its callers are spoken to from here on; the center's if absent
/// @param prompt a file of `prompts/`, without language and ending
/// @param digits key to target
/// @param timeout how long a key may take after the prompt's end
/// @param tries how many times it is played before the caller goes to `otherwise`
public record MenuConfig(
    @Defines("menu") @Like(value = "[a-z0-9-]{1,40}", expected = "1 to 40 of a-z, 0-9 and -")
        String id,
    @OneOf({"it", "en"}) Optional<String> language,
    @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -") String prompt,
    @Length Map<String, LeadsToConfig> digits,
    @Default("5 s") @Range(min = "1 s", max = "60 s") Duration timeout,
    @Default("3") @Range(min = "1", max = "9") int tries,
    LeadsToConfig otherwise) {
  public MenuConfig {
    for (String key : digits.keySet()) {
      if (!key.matches("[0-9*#]")) {
        throw new IllegalArgumentException(
            "digits: \"" + key + "\" is no key (expected: 0 to 9, * or #, in quotes)");
      }
    }
  }
}

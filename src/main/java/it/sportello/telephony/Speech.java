package it.sportello.telephony;

import java.util.List;

/// Recorded prompts, spoken one after the other.
///
/// @param language `it` or `en`
/// @param prompts their names, at least one: lower case letters, digits and `-`
public record Speech(String language, List<String> prompts) {
  public Speech {
    prompts = List.copyOf(prompts);
    if (!language.matches("it|en")) {
      throw new IllegalArgumentException("language: " + language + " (expected: it or en)");
    }
    if (prompts.isEmpty() || !prompts.stream().allMatch(p -> p.matches("[a-z0-9-]{1,40}"))) {
      throw new IllegalArgumentException(
          "prompts: " + prompts + " (expected: names of a-z, 0-9 and -)");
    }
  }
}

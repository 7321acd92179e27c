package it.sportello.config;

import it.sportello.config.yaml.Length;

/// A name in the two languages people see.
///
/// @param it Italian, shown by default
/// @param en English
public record Label(@Length(max = 200) String it, @Length(max = 200) String en) {
  /// Returns the text in `language`; Italian for any language but `en`.
  public String in(String language) {
    return language.equals("en") ? en : it;
  }
}

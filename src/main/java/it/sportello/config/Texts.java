package it.sportello.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The standard texts people receive, in both languages, with placeholders such as `{{code}}`.
///
/// @param byId file name without language and ending, to the text
public record Texts(Map<String, Label> byId) {
  /// A placeholder: the name between double braces.
  static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{0,40})}}");

  public Texts {
    byId = Map.copyOf(byId);
  }

  /// Returns a text with its placeholders filled; one without a value becomes empty.
  ///
  /// What comes in `values` is taken as it is: for HTML the caller escapes the result.
  ///
  /// @param id such as `form-thanks`
  /// @param language `it` or `en`
  /// @throws IllegalArgumentException if there is no such text; the loader has checked those we use
  public String render(String id, String language, Map<String, String> values) {
    Label text = byId.get(id);
    if (text == null) {
      throw new IllegalArgumentException(
          "text \"" + id + "\" (expected: one of " + byId.keySet() + ")");
    }
    return PLACEHOLDER
        .matcher(text.in(language))
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1).strip(), "")));
  }
}

package it.sportello.base;

import java.util.Locale;

/// A text with `*` in the place of any signs; case does not matter.
public final class Wildcard {
  private final String[] parts;

  /// @param pattern with or without stars
  public Wildcard(String pattern) {
    parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
  }

  /// Whether `text` is the pattern with something in the place of each star. Linear but for the
  /// stars.
  public boolean fits(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (parts.length == 1) {
      return parts[0].equals(plain);
    }
    if (!plain.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = plain.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return plain.length() - last.length() >= at && plain.endsWith(last);
  }
}

package it.sportello.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what somebody meant: the known word that differs least from the one written.
final class Nearest {
  /// Returns the nearest of `known`, if it is near enough to be meant.
  static Optional<String> to(String written, Collection<String> known) {
    int bound = written.length() < 4 ? 1 : Math.max(2, written.length() / 3);
    return known.stream()
        .filter(word -> distance(written, word) <= bound)
        .min(Comparator.comparingInt((String word) -> distance(written, word)));
  }

  /// Says what was expected: the nearest word, or all of them.
  static String expected(String written, Collection<String> known) {
    return to(written, known)
        .orElseGet(() -> known.isEmpty() ? "none" : "one of " + String.join(", ", known));
  }

  /// Levenshtein's distance, upper and lower case alike.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private Nearest() {}
}

package it.sportello.config;

import java.util.HashSet;
import java.util.List;

/// Refuses two entries of the same name beside each other.
final class Siblings {
  static void check(String kind, List<String> ids) {
    var seen = new HashSet<String>();
    for (String id : ids) {
      if (!id.matches("[a-z0-9-]{1,40}")) {
        throw new IllegalArgumentException(
            kind + "s: \"" + id + "\" (expected: 1 to 40 lower-case letters, digits or '-')");
      }
      if (!seen.add(id)) {
        throw new IllegalArgumentException(
            kind + "s: \"" + id + "\" a second time (expected: each " + kind + " once)");
      }
    }
  }

  private Siblings() {}
}

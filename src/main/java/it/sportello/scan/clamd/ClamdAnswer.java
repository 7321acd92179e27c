package it.sportello.scan.clamd;

import it.sportello.scan.ScannerUnavailable;
import it.sportello.scan.Verdict;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what clamd says of a file (clamd(8), "COMMANDS"; `scanner.c` and `session.c` of clamd).
final class ClamdAnswer {
  private static final int LONGEST_NAME = 200;

  private static final Pattern CLEAN = Pattern.compile("(?:stream|instream\\([^)]*\\)): OK");
  private static final Pattern FOUND =
      Pattern.compile("(?:stream|instream\\([^)]*\\)): (\\S.*) FOUND");

  /// What `StreamMaxLength` of its configuration says; clamd closes the connection after it.
  private static final String SIZE_LIMIT = "INSTREAM size limit exceeded. ERROR";

  /// With `AlertEncrypted*`: no virus, but nothing that could be looked into either.
  private static final String ENCRYPTED = "Heuristics.Encrypted.";

  /// With `AlertExceedsMax`: it was looked at in part.
  private static final String LIMITS = "Heuristics.Limits.Exceeded";

  private ClamdAnswer() {}

  /// @param answer without the zero that ends it
  /// @throws ScannerUnavailable if it is no verdict
  static Verdict verdict(String answer) throws ScannerUnavailable {
    String line = answer.strip();
    if (CLEAN.matcher(line).matches()) {
      return Verdict.clean();
    }
    if (line.equals(SIZE_LIMIT)) {
      return Verdict.unscannable(Verdict.TOO_LARGE);
    }
    Matcher found = FOUND.matcher(line);
    if (found.matches()) {
      return named(shown(found.group(1)));
    }
    throw new ScannerUnavailable(
        "clamd answered \"" + shown(line) + "\" (expected: a verdict on the file)");
  }

  private static Verdict named(String name) {
    if (name.startsWith(ENCRYPTED)) {
      return Verdict.unscannable(Verdict.ENCRYPTED);
    }
    return name.startsWith(LIMITS)
        ? Verdict.unscannable(Verdict.TOO_LARGE)
        : Verdict.infected(name);
  }

  /// What came from outside, for a log or a page.
  static String shown(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "..." : plain;
  }
}

package it.sportello.base;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Makes identifiers at the edge; the core receives them with its commands and never makes one.
///
/// An id is 16 signs of Crockford's base 32 in lower case: 9 for the millisecond (45 bits), so that
/// ids sort by time, and 7 random ones (35 bits). Safe to use from several threads.
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int MAX_LENGTH = 64;

  private final RandomGenerator random;
  private final LongSupplier clockMs;

  /// @param clockMs the current time in milliseconds since the epoch
  /// @param random where the random part comes from; [SecureRandom] outside tests
  public Ids(LongSupplier clockMs, RandomGenerator random) {
    this.clockMs = clockMs;
    this.random = random;
  }

  /// Returns an id that was never returned before.
  public String next() {
    var text = new StringBuilder(16);
    append(text, clockMs.getAsLong(), 9);
    append(text, random.nextLong(), 7);
    return text.toString();
  }

  private static void append(StringBuilder text, long bits, int signs) {
    for (int i = signs - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
    }
  }

  /// Refuses a text that cannot be an identifier.
  ///
  /// @throws IllegalArgumentException naming the kind, the text and what was expected
  static void check(String kind, String value) {
    boolean good = !value.isEmpty() && value.length() <= MAX_LENGTH;
    for (int i = 0; good && i < value.length(); i++) {
      good = isIdSign(value.charAt(i));
    }
    if (!good) {
      throw new IllegalArgumentException(
          kind + ": \"" + value + "\" (expected: 1 to 64 letters, digits, '-', '_' or '.')");
    }
  }

  private static boolean isIdSign(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}

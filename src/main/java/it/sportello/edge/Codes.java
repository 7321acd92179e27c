package it.sportello.edge;

import java.util.random.RandomGenerator;

/// Makes the codes that customers are told: short enough for the phone, long enough not to be
/// guessed.
public final class Codes {
  /// Crockford's base 32 without vowels: no code is a word.
  private static final String SIGNS = "0123456789BCDFGHJKMNPQRSTVWXYZ";

  private final RandomGenerator random;

  public Codes(RandomGenerator random) {
    this.random = random;
  }

  /// Returns a new code such as `SP-7K2Q-9M4X`: about 39 random bits.
  public String next() {
    var code = new StringBuilder("SP");
    for (int i = 0; i < 8; i++) {
      if (i % 4 == 0) {
        code.append('-');
      }
      code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return code.toString();
  }
}

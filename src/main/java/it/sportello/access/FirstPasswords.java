package it.sportello.access;

import it.sportello.base.OperatorId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Makes passwords people can read out: four groups of four signs that cannot be confused.
public final class FirstPasswords {
  // no 0 o 1 l i; 31 signs, so 16 of them are 79 bits
  private static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int GROUPS = 4;
  private static final int GROUP = 4;

  private final Passwords passwords;
  private final PasswordHashing hashing;
  private final RandomGenerator random;

  /// @param random a `SecureRandom` outside tests
  public FirstPasswords(Passwords passwords, PasswordHashing hashing, RandomGenerator random) {
    this.passwords = passwords;
    this.hashing = hashing;
    this.random = random;
  }

  /// A password as it was made, for printing once: only its hash is kept.
  public record FirstPassword(OperatorId user, String plain) {
    /// Prints no secret.
    @Override
    public String toString() {
      return "FirstPassword[" + user + "]";
    }
  }

  /// Gives every account without a password one, at the start. Blocks a tenth of a second for each,
  /// on all processors.
  public List<FirstPassword> makeMissing(Accounts accounts) throws IOException {
    Map<OperatorId, String> plain = new TreeMap<>();
    for (Account account : accounts.all()) {
      if (passwords.hashOf(account.id()).isEmpty()) {
        plain.put(account.id(), password());
      }
    }
    passwords.setAll(hashing.hashAll(plain));
    return plain.entrySet().stream()
        .map(made -> new FirstPassword(made.getKey(), made.getValue()))
        .toList();
  }

  private String password() {
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }
}

package it.sportello.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import it.sportello.base.OperatorId;
import it.sportello.base.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Keeps password hashes and checks passwords.
///
/// Argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet). A few checks run at
/// the same time at most, because each needs that memory. Safe to use from several threads; blocks
/// for tens of milliseconds.
public final class Passwords {
  private static final Argon2Function ARGON =
      Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
  private static final int AT_A_TIME = 4;

  /// Signs that cannot be taken for one another on paper.
  private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Map<OperatorId, String> hashes;
  private final String nobody;
  private final Semaphore slots = new Semaphore(AT_A_TIME);

  private Passwords(Map<OperatorId, String> hashes, String nobody) {
    this.hashes = hashes;
    this.nobody = nobody;
  }

  /// What opening came to.
  ///
  /// @param fresh the passwords made just now, by user: to be shown once, kept nowhere
  public record Opened(Passwords passwords, Map<OperatorId, Secret> fresh) {}

  /// Reads the hashes; makes a random password for each account that has none.
  ///
  /// @param file `name=hash`, readable by the owner only; replaced atomically
  public static Opened open(Path file, Collection<Account> accounts, RandomGenerator random)
      throws IOException {
    Properties stored = read(file);
    var hashes = new LinkedHashMap<OperatorId, String>();
    var fresh = new LinkedHashMap<OperatorId, Secret>();
    for (Account account : accounts) {
      String known = stored.getProperty(account.user().value());
      if (!account.password().isGenerated()) {
        hashes.put(account.user(), hash(account.password().reveal()));
      } else if (known != null) {
        hashes.put(account.user(), known);
      } else {
        String made = make(random);
        fresh.put(account.user(), Secret.of(made));
        String hash = hash(made);
        hashes.put(account.user(), hash);
        stored.setProperty(account.user().value(), hash);
      }
    }
    if (!fresh.isEmpty()) {
      write(file, stored);
    }
    return new Opened(new Passwords(hashes, hash(make(random))), fresh);
  }

  /// Whether this is the user's password. Takes as long for a user who does not exist.
  public boolean check(OperatorId user, String password) throws InterruptedException {
    Optional<String> hash = Optional.ofNullable(hashes.get(user));
    slots.acquire();
    try {
      boolean right = Password.check(password, hash.orElse(nobody)).with(ARGON);
      return right && hash.isPresent();
    } finally {
      slots.release();
    }
  }

  private static String hash(String password) {
    return Password.hash(password).addRandomSalt(16).with(ARGON).getResult();
  }

  /// Four groups of four signs: 79 random bits.
  private static String make(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      if (i > 0 && i % 4 == 0) {
        text.append('-');
      }
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return text.toString();
  }

  private static Properties read(Path file) throws IOException {
    var stored = new Properties();
    if (Files.exists(file)) {
      stored.load(new StringReader(Files.readString(file)));
    }
    return stored;
  }

  private static void write(Path file, Properties stored) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "passwords",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var text = new StringWriter();
    stored.store(text, "argon2id; delete a line to have a new password made at the next start");
    Files.writeString(fresh, text.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package it.sportello.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import it.sportello.base.OperatorId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Hashes passwords with Argon2id, slowly on purpose, a few at a time.
///
/// Blocks for about a tenth of a second, so never on an event loop. Safe to use from several
/// threads.
public final class PasswordHashing {
  // OWASP Password Storage Cheat Sheet, the first of its equivalent choices for Argon2id: 19 MiB,
  // 2 passes, 1 lane. Measured here: 80 to 110 ms.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final long WAIT_MS = 5_000;

  private final Argon2Function argon2;
  private final Semaphore places;
  private final SecureRandom random;

  /// With parameters fit for use, half of the processors at a time and 19 MiB for each.
  public PasswordHashing(SecureRandom random) {
    this(random, MEMORY_KIB, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /// @param memoryKib for one hash; small in tests only
  /// @param atOnce how many hashes may be computed together
  PasswordHashing(SecureRandom random, int memoryKib, int atOnce) {
    this.random = random;
    argon2 = Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID);
    places = new Semaphore(atOnce, true);
  }

  /// Hashes a password with a fresh salt, in the PHC string format.
  ///
  /// @throws HashingBusy when others keep all places
  public String hash(String password) throws HashingBusy {
    enter();
    try {
      return salted(password);
    } finally {
      places.release();
    }
  }

  /// Hashes many passwords, on all processors: for the start, while nobody can log in yet.
  public Map<OperatorId, String> hashAll(Map<OperatorId, String> passwords) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      Map<OperatorId, Future<String>> begun = new TreeMap<>();
      passwords.forEach((user, plain) -> begun.put(user, pool.submit(() -> salted(plain))));
      Map<OperatorId, String> hashes = new TreeMap<>();
      begun.forEach((user, hash) -> hashes.put(user, ended(hash)));
      return hashes;
    }
  }

  private static String ended(Future<String> hash) {
    try {
      return hash.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at the start", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password cannot be hashed", e);
    }
  }

  private String salted(String password) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return argon2.hash(bytes(password), salt).getResult();
  }

  /// Whether this is the password of that hash; takes as long either way.
  ///
  /// @throws HashingBusy when others keep all places
  boolean isPasswordOf(String hash, String password) throws HashingBusy {
    enter();
    try {
      // with the parameters the hash was made with, so that they can be raised later
      return Argon2Function.getInstanceFromHash(hash)
          .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
    } finally {
      places.release();
    }
  }

  private void enter() throws HashingBusy {
    try {
      if (!places.tryAcquire(WAIT_MS, TimeUnit.MILLISECONDS)) {
        throw new HashingBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HashingBusy();
    }
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}

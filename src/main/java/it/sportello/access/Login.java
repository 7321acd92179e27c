package it.sportello.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Checks a user and a password, and opens a session.
///
/// Blocks for the time a password's hash takes, so on a virtual thread. An unknown user costs as
/// much time as a wrong password and gets the same answer. Failed attempts are bounded for each
/// user and each client address; successful ones cost nothing, so that a whole office behind one
/// address can log in.
public final class Login {
  private static final int MAX_PASSWORD_CHARS = 200;
  private static final int MAX_USER_CHARS = 64;
  private static final long TRIES_PER_USER = 10;
  private static final long TRIES_PER_ADDRESS = 30;
  private static final Duration TRIES_IN = Duration.ofMinutes(10);

  private final Accounts accounts;
  private final Passwords passwords;
  private final PasswordHashing hashing;
  private final Sessions sessions;
  private final Throttle perUser;
  private final Throttle perAddress;
  private final String nobodysHash;

  /// Hashes one password, so it takes a moment.
  public Login(
      Accounts accounts,
      Passwords passwords,
      PasswordHashing hashing,
      Sessions sessions,
      InstantSource clock)
      throws HashingBusy {
    this.accounts = accounts;
    this.passwords = passwords;
    this.hashing = hashing;
    this.sessions = sessions;
    perUser = new Throttle(TRIES_PER_USER, TRIES_IN, clock);
    perAddress = new Throttle(TRIES_PER_ADDRESS, TRIES_IN, clock);
    nobodysHash = hashing.hash("nobody's password");
  }

  /// What became of an attempt.
  public sealed interface Outcome {
    /// The session and the token for its cookie, which is kept nowhere else.
    record LoggedIn(Session session, String token) implements Outcome {
      /// Prints no secret.
      @Override
      public String toString() {
        return "LoggedIn[" + session + "]";
      }
    }

    /// No such user, or not this password.
    record WrongPassword() implements Outcome {}

    /// Too many attempts; the next one after this time.
    record TooManyAttempts(Duration retryAfter) implements Outcome {}
  }

  /// Tries to log in.
  ///
  /// @param address the client's address, in any stable form
  public Outcome attempt(String user, String password, String address) {
    // a name that nobody can have is not worth remembering
    String userKey = user.length() > MAX_USER_CHARS ? "" : user;
    Optional<Duration> wait = perAddress.take(address).or(() -> perUser.take(userKey));
    if (wait.isPresent()) {
      return new Outcome.TooManyAttempts(wait.get());
    }
    try {
      Optional<Account> account = accounts.find(user);
      if (!isRight(account, password)) {
        return new Outcome.WrongPassword();
      }
      perAddress.giveBack(address);
      perUser.giveBack(userKey);
      Sessions.Opened opened = sessions.open(account.orElseThrow());
      return new Outcome.LoggedIn(opened.session(), opened.token());
    } catch (HashingBusy _) {
      return new Outcome.TooManyAttempts(Duration.ofSeconds(1));
    }
  }

  private boolean isRight(Optional<Account> account, String password) throws HashingBusy {
    Optional<String> hash = account.flatMap(known -> passwords.hashOf(known.id()));
    // a hash is computed in any case: the time does not tell who exists
    boolean right =
        hashing.isPasswordOf(
            hash.orElse(nobodysHash), password.length() > MAX_PASSWORD_CHARS ? "" : password);
    return right && hash.isPresent();
  }
}

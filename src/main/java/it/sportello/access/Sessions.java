package it.sportello.access;

import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is logged in. Only hashes of tokens are kept, in memory and in a file, so that a restart
/// logs nobody out and the file opens nothing.
///
/// Safe to use from several threads; [#find] never blocks.
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /// A working day and a bit: whoever works logs in once a day.
  private static final Duration LONGEST = Duration.ofHours(14);

  private static final int TOKEN_BYTES = 32;

  /// A login that was kept.
  ///
  /// @param id hash of the token
  private record Kept(String id, OperatorId user, String csrf, Instant until) {
    String line() {
      return id + " " + user + " " + csrf + " " + until;
    }

    static Optional<Kept> of(String line) {
      String[] parts = line.split(" ", -1);
      return parts.length == 4
          ? Optional.of(
              new Kept(parts[0], new OperatorId(parts[1]), parts[2], Instant.parse(parts[3])))
          : Optional.empty();
    }
  }

  /// A login that has just begun.
  ///
  /// @param token for the cookie; known to the browser only
  public record Login(String token, Session session, Duration lasts) {
    @Override
    public String toString() {
      return "Login[" + session + "]";
    }
  }

  private final Map<OperatorId, Account> accounts = new HashMap<>();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Path file;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /// @param file where logins are kept over a restart
  public Sessions(Collection<Account> accounts, Path file, InstantSource clock) throws IOException {
    accounts.forEach(a -> this.accounts.put(a.user(), a));
    this.file = file;
    this.clock = clock;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Kept.of(line).ifPresent(k -> kept.put(k.id(), k));
      }
    }
  }

  /// Begins a login for somebody whose password was right.
  public Login begin(OperatorId user) {
    String token = random(TOKEN_BYTES);
    var login = new Kept(id(token), user, random(18), clock.instant().plus(LONGEST));
    kept.put(login.id(), login);
    save();
    return new Login(token, session(login).orElseThrow(), LONGEST);
  }

  /// Returns the session of a cookie's token.
  public Optional<Session> find(String token) {
    Kept login = kept.get(id(token));
    if (login == null || !clock.instant().isBefore(login.until())) {
      return Optional.empty();
    }
    return session(login);
  }

  /// Ends a login.
  public void end(Session session) {
    kept.remove(session.id());
    save();
  }

  private Optional<Session> session(Kept login) {
    return Optional.ofNullable(accounts.get(login.user()))
        .map(a -> new Session(login.id(), a.user(), a.name(), a.roles(), login.csrf()));
  }

  /// Losing this file logs people out, nothing more: a failure is said and work goes on.
  private synchronized void save() {
    Instant now = clock.instant();
    kept.values().removeIf(k -> !now.isBefore(k.until()));
    List<String> lines = new ArrayList<>();
    kept.values().forEach(k -> lines.add(k.line()));
    try {
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      Path fresh =
          Files.createTempFile(
              directory,
              "sessions",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("logins cannot be kept over a restart: {}", e.toString());
    }
  }

  private String random(int bytes) {
    var token = new byte[bytes];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static String id(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex();
  }
}

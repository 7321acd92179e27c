package it.sportello.access;

import it.sportello.base.Lane;
import it.sportello.base.OperatorId;
import it.sportello.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every open session, in memory and in a file, so that a restart logs nobody out.
///
/// The cookie's token is 256 random bits; here only its hash is known, so the file opens nothing.
/// Safe to use from several threads; no method blocks, because the file is written by a lane of its
/// own.
public final class Sessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int TOKEN_BYTES = 32;
  private static final int MAX_PER_USER = 10;
  private static final Duration SAVE_EVERY = Duration.ofMinutes(1);

  private final Accounts accounts;
  private final SessionFile file;
  private final SessionTimes times;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ConcurrentHashMap<String, OpenSession> byId = new ConcurrentHashMap<>();
  private final List<EndListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean saveQueued = new AtomicBoolean();
  private final Lane saving = new Lane("sessions");
  private volatile Instant savedAt;

  /// Hears of sessions that end before their time; returns at once.
  @FunctionalInterface
  public interface EndListener {
    void ended(OperatorId user, String sessionId);
  }

  /// A new session and its cookie's token.
  record Opened(Session session, String token) {}

  /// @param path `<data>/access/sessions.json`
  /// @param random a `SecureRandom` outside tests
  /// @throws IOException if the file is there and cannot be read
  public Sessions(
      Accounts accounts, Path path, SessionTimes times, InstantSource clock, RandomGenerator random)
      throws IOException {
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
    this.random = random;
    file = new SessionFile(path);
    savedAt = clock.instant();
    file.read().forEach(session -> byId.put(session.id(), session));
    dropExpired();
  }

  /// Adds a listener, at start.
  public void onEnded(EndListener listener) {
    listeners.add(listener);
  }

  Opened open(Account account) {
    dropExpired();
    dropOldestOf(account.id());
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    var session = new OpenSession(idOf(token), account.id(), now, now);
    byId.put(session.id(), session);
    save();
    return new Opened(sessionOf(account, session.id(), token), token);
  }

  /// Finds the session of a cookie's token, and counts that as a sign of life.
  public Optional<Session> find(String token) {
    String id = idOf(token);
    if (!touch(id)) {
      return Optional.empty();
    }
    return Optional.ofNullable(byId.get(id))
        .flatMap(session -> accounts.find(session.user()))
        .map(account -> sessionOf(account, id, token));
  }

  /// A sign of life of a session, such as its console's.
  ///
  /// @return false when it has ended
  public boolean touch(String sessionId) {
    Instant now = clock.instant();
    OpenSession session =
        byId.computeIfPresent(
            sessionId, (_, known) -> known.hasEnded(times, now) ? null : known.seen(now));
    if (session != null && now.isAfter(savedAt.plus(SAVE_EVERY))) {
      save();
    }
    return session != null && accounts.find(session.user()).isPresent();
  }

  /// Says whether a session has not ended; unlike [#touch] no sign of life.
  public boolean isOpen(String sessionId) {
    OpenSession session = byId.get(sessionId);
    return session != null
        && !session.hasEnded(times, clock.instant())
        && accounts.find(session.user()).isPresent();
  }

  /// Ends a session: its user logged out.
  public void end(Session session) {
    end(session.id());
  }

  /// Ends every session of a user: the password changed, or the account is blocked.
  public void endAllOf(OperatorId user) {
    List.copyOf(byId.values()).stream()
        .filter(session -> session.user().equals(user))
        .forEach(session -> end(session.id()));
  }

  private void end(String id) {
    OpenSession ended = byId.remove(id);
    if (ended != null) {
      save();
      listeners.forEach(listener -> listener.ended(ended.user(), id));
    }
  }

  private void dropExpired() {
    Instant now = clock.instant();
    byId.values().removeIf(session -> session.hasEnded(times, now));
  }

  private void dropOldestOf(OperatorId user) {
    List.copyOf(byId.values()).stream()
        .filter(session -> session.user().equals(user))
        .sorted(Comparator.comparing(OpenSession::openedAt).reversed())
        .skip(MAX_PER_USER - 1)
        .forEach(session -> end(session.id()));
  }

  private static Session sessionOf(Account account, String id, String token) {
    return new Session(
        id,
        account.id(),
        account.name(),
        account.roles(),
        madeFrom(token, "csrf "),
        madeFrom(token, "softphone "));
  }

  private static String idOf(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /// Made from the token, so that nothing more has to be kept and a restart changes nothing; the
  /// file's hash does not give it, and it does not give the token.
  private static String madeFrom(String token, String purpose) {
    byte[] seed = (purpose + token).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.digest().digest(seed));
  }

  private void save() {
    savedAt = clock.instant();
    if (saveQueued.compareAndSet(false, true)) {
      saving.run(this::write);
    }
  }

  private void write() {
    saveQueued.set(false);
    try {
      file.write(List.copyOf(byId.values()));
    } catch (IOException e) {
      LOG.warn("sessions are not kept over a restart: {}", e.toString());
    }
  }

  /// Writes the file a last time.
  @Override
  public void close() {
    saving.run(this::write);
    saving.close();
  }
}

package it.sportello.mail.wire;

import it.sportello.access.SecretFile;
import it.sportello.base.Sha256;
import it.sportello.mail.AccessTokens;
import it.sportello.mail.wire.TokenEndpoint.Grant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps an access token until shortly before it ends, and the refresh token for the next one.
///
/// Many servers give a new refresh token at each use, and take the old one no more: it is on the
/// disk before the access token is used. One that the administrator configures anew counts more
/// than one kept from before.
public final class KeptTokens implements AccessTokens {
  private static final Duration BEFORE_ITS_END = Duration.ofSeconds(60);

  private final TokenEndpoint endpoint;
  private final Optional<String> configured;
  private final SecretFile file;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock(true);
  private Optional<String> access = Optional.empty();
  private Instant until = Instant.MIN;

  /// @param configured the first refresh token; empty: the application itself is let in
  /// @param file keeps the later ones; made when there is one, readable by the owner only
  public KeptTokens(
      TokenEndpoint endpoint, Optional<String> configured, Path file, InstantSource clock) {
    this.endpoint = endpoint;
    this.configured = configured;
    this.file = new SecretFile(file);
    this.clock = clock;
  }

  @Override
  public String current() throws IOException {
    lock.lock();
    try {
      if (access.isEmpty() || !clock.instant().isBefore(until)) {
        fetch();
      }
      return access.orElseThrow();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void refused() {
    lock.lock();
    try {
      access = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void fetch() throws IOException {
    Optional<String> refresh = configured.isEmpty() ? configured : Optional.of(refreshToken());
    Grant grant = endpoint.ask(refresh);
    if (configured.isPresent() && grant.refreshToken().isPresent()) {
      keep(grant.refreshToken().get());
    }
    access = Optional.of(grant.accessToken());
    Duration used = grant.goodFor().minus(BEFORE_ITS_END);
    until = clock.instant().plus(used.isNegative() ? Duration.ZERO : used);
  }

  private String refreshToken() throws IOException {
    String first = configured.orElseThrow();
    String kept = new String(file.read().orElseGet(() -> new byte[0]), StandardCharsets.UTF_8);
    List<String> lines = kept.lines().toList();
    boolean follows = lines.size() == 2 && lines.getFirst().equals(name(first));
    return follows ? lines.get(1) : first;
  }

  private void keep(String next) throws IOException {
    String lines = name(configured.orElseThrow()) + "\n" + next + "\n";
    file.write(lines.getBytes(StandardCharsets.UTF_8));
  }

  /// Tells one configured token from the next without keeping it.
  private static String name(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8)).hex();
  }
}

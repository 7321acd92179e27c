package it.sportello.mail.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.TokenServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTokensTest {
  @TempDir Path directory;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-06-01T08:00:00Z"));
  private TokenServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TokenServer("urp@example.org");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path file() {
    return directory.resolve("keys/oauth/urp");
  }

  private KeptTokens tokens(String first) {
    return new KeptTokens(endpoint(Optional.empty()), Optional.of(first), file(), now::get);
  }

  private TokenEndpoint endpoint(Optional<String> secret) {
    return new TokenEndpoint(server.tokenUrl(), "client", secret, Optional.empty());
  }

  @Test
  void fetchesOneShortlyBeforeTheLastOneEnds() throws IOException {
    var tokens = tokens(TokenServer.FIRST);
    assertEquals("access-1", tokens.current());
    now.set(now.get().plusSeconds(3_539));
    assertEquals("access-1", tokens.current());
    now.set(now.get().plusSeconds(1));
    assertEquals("access-2", tokens.current());
    assertEquals(2, server.grants().size());
  }

  @Test
  void goesOnWithTheNewestRefreshTokenAfterARestart() throws IOException {
    tokens(TokenServer.FIRST).current();
    assertTrue(Files.readString(file()).endsWith("refresh-1\n"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertFalse(Files.readString(file()).contains(TokenServer.FIRST), "only what is needed");
    assertEquals("access-2", tokens(TokenServer.FIRST).current());
    try (var all = Files.list(file().getParent())) {
      assertEquals(List.of(file()), all.toList(), "nothing half-written is left");
    }
  }

  @Test
  void takesTheOneThatIsConfiguredAnew() throws IOException {
    tokens("older").refused();
    Files.createDirectories(file().getParent());
    var kept = new KeptTokens(endpoint(Optional.empty()), Optional.of("older"), file(), now::get);
    assertThrows(IOException.class, kept::current);
    assertEquals("access-1", tokens(TokenServer.FIRST).current());
    server.forget();
    assertThrows(IOException.class, () -> tokens(TokenServer.FIRST).current());
  }

  @Test
  void fetchesAnotherWhenAServerRefusedTheLast() throws IOException {
    var tokens = tokens(TokenServer.FIRST);
    tokens.current();
    tokens.refused();
    assertEquals("access-2", tokens.current());
  }

  @Test
  void letsTheApplicationItselfIn() throws IOException {
    var application =
        new KeptTokens(endpoint(Optional.of("geheim")), Optional.empty(), file(), now::get);
    assertEquals("access-1", application.current());
    assertEquals(List.of("client_credentials"), server.grants());
    assertFalse(Files.exists(file()));
  }

  @Test
  void saysWhatAnAdministratorCanDo() {
    server.forget();
    String expired = failure(tokens(TokenServer.FIRST));
    assertTrue(expired.contains("400 invalid_grant: The grant has expired"), expired);
    assertTrue(expired.contains("allow access anew"), expired);
    assertFalse(expired.contains(TokenServer.FIRST), "no secret in it");
    var stranger =
        new KeptTokens(endpoint(Optional.of("falsch")), Optional.empty(), file(), now::get);
    assertTrue(failure(stranger).contains("look at clientId and clientSecret"));
    URI nowhere = server.tokenUrl().resolve("/elsewhere");
    var wrong = new TokenEndpoint(nowhere, "client", Optional.empty(), Optional.empty());
    var lost = new KeptTokens(wrong, Optional.of("x"), file(), now::get);
    assertTrue(failure(lost).contains("404, and no JSON"), failure(lost));
    server.close();
    assertTrue(failure(tokens(TokenServer.FIRST)).contains("token endpoint http://127.0.0.1"));
  }

  private static String failure(KeptTokens tokens) {
    return String.valueOf(assertThrows(IOException.class, tokens::current).getMessage());
  }
}

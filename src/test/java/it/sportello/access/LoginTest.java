package it.sportello.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.access.Login.Outcome;
import it.sportello.base.OperatorId;
import it.sportello.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Passwords, attempts and sessions over time and over restarts.
final class LoginTest {
  private static final Account ANNA =
      new Account(new OperatorId("anna"), "Anna", Set.of(Role.OPERATOR));
  private static final Account BRUNO =
      new Account(new OperatorId("bruno"), "Bruno", Set.of(Role.SUPERVISOR));
  private static final SessionTimes TIMES =
      new SessionTimes(Duration.ofHours(1), Duration.ofHours(12));

  @TempDir Path data;
  private final TestClock clock = new TestClock("2026-11-20T08:00:00Z");
  private final SecureRandom random = new SecureRandom();
  private final PasswordHashing hashing = new PasswordHashing(random, 64, 2);
  private final Accounts accounts = new Accounts(List.of(ANNA, BRUNO));
  private final List<Sessions> opened = new ArrayList<>();
  private String annasPassword = "";

  private record Desk(Sessions sessions, Login login) {}

  @BeforeEach
  void makePasswords() throws Exception {
    var first = new FirstPasswords(new Passwords(passwordFile()), hashing, random);
    annasPassword = first.makeMissing(accounts).getFirst().plain();
  }

  @AfterEach
  void close() {
    opened.forEach(Sessions::close);
  }

  private Path passwordFile() {
    return data.resolve("access/passwords.json");
  }

  private Path sessionFile() {
    return data.resolve("access/sessions.json");
  }

  private Desk start() throws Exception {
    var sessions = new Sessions(accounts, sessionFile(), TIMES, clock, random);
    opened.add(sessions);
    var passwords = new Passwords(passwordFile());
    return new Desk(sessions, new Login(accounts, passwords, hashing, sessions, clock));
  }

  private static Outcome.LoggedIn in(Outcome outcome) {
    return assertInstanceOf(Outcome.LoggedIn.class, outcome);
  }

  private Outcome.LoggedIn annaLogsIn(Desk desk) {
    return in(desk.login.attempt("anna", annasPassword, "192.0.2.1"));
  }

  @Test
  void makesReadablePasswordsOnceAndKeepsOnlyHashes() throws Exception {
    assertTrue(annasPassword.matches("([2-9a-z]{4}-){3}[2-9a-z]{4}"), annasPassword);
    String file = Files.readString(passwordFile());
    assertTrue(file.contains("$argon2id$v=19$"), file);
    assertFalse(file.contains(annasPassword));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(passwordFile()));
    var again = new FirstPasswords(new Passwords(passwordFile()), hashing, random);
    assertEquals(List.of(), again.makeMissing(accounts));
  }

  @Test
  void opensASessionForTheRightPasswordOnly() throws Exception {
    Desk desk = start();
    assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("anna", "no", "a"));
    assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("anna", "", "a"));
    assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("nobody", annasPassword, "a"));
    assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("bruno", annasPassword, "a"));
    assertInstanceOf(
        Outcome.WrongPassword.class, desk.login.attempt("nobody", "nobody's password", "a"));
    Outcome.LoggedIn anna = annaLogsIn(desk);
    assertEquals("Anna", anna.session().name());
    assertEquals(Optional.of(anna.session()), desk.sessions.find(anna.token()));
    assertEquals(Optional.empty(), desk.sessions.find(anna.session().id()));
  }

  @Test
  void givesEachSessionItsOwnTokens() throws Exception {
    Desk desk = start();
    Outcome.LoggedIn one = annaLogsIn(desk);
    Outcome.LoggedIn two = annaLogsIn(desk);
    assertNotEquals(one.token(), two.token());
    assertNotEquals(one.session().csrf(), two.session().csrf());
    assertNotEquals(one.session().csrf(), one.token());
    assertNotEquals(one.session().phoneSecret(), two.session().phoneSecret());
    assertNotEquals(one.session().phoneSecret(), one.session().csrf());
    assertNotEquals(one.session().phoneSecret(), one.token());
    assertFalse(one.session().toString().contains(one.session().phoneSecret()));
    assertTrue(one.token().length() >= 43, "256 bits");
  }

  @Test
  void boundsTheAttemptsForAUser() throws Exception {
    Desk desk = start();
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("anna", "no", "from " + i));
    }
    var refused =
        assertInstanceOf(
            Outcome.TooManyAttempts.class, desk.login.attempt("anna", annasPassword, "x"));
    assertEquals(Duration.ofMinutes(1), refused.retryAfter());
    assertInstanceOf(Outcome.WrongPassword.class, desk.login.attempt("bruno", "no", "x"));
    clock.advance(Duration.ofMinutes(1));
    annaLogsIn(desk);
  }

  @Test
  void boundsTheAttemptsFromAnAddressButNotSuccesses() throws Exception {
    Desk desk = start();
    for (int i = 0; i < 100; i++) {
      annaLogsIn(desk);
    }
    for (int i = 0; i < 30; i++) {
      desk.login.attempt("guess" + i, "no", "192.0.2.1");
    }
    assertInstanceOf(
        Outcome.TooManyAttempts.class, desk.login.attempt("anna", annasPassword, "192.0.2.1"));
    in(desk.login.attempt("anna", annasPassword, "192.0.2.2"));
  }

  @Test
  void endsIdleAndOldSessions() throws Exception {
    Desk desk = start();
    Outcome.LoggedIn idle = annaLogsIn(desk);
    clock.advance(Duration.ofMinutes(61));
    assertFalse(desk.sessions.isOpen(idle.session().id()));
    assertEquals(Optional.empty(), desk.sessions.find(idle.token()));
    Outcome.LoggedIn busy = annaLogsIn(desk);
    for (int i = 0; i < 12; i++) {
      clock.advance(Duration.ofMinutes(59));
      assertTrue(desk.sessions.touch(busy.session().id()), "after " + i + " hours");
    }
    clock.advance(Duration.ofMinutes(13));
    assertFalse(desk.sessions.isOpen(busy.session().id()));
    assertFalse(desk.sessions.touch(busy.session().id()));
    assertEquals(Optional.empty(), desk.sessions.find(busy.token()));
  }

  @Test
  void askingWhetherASessionIsOpenKeepsNoneAlive() throws Exception {
    Desk desk = start();
    Outcome.LoggedIn anna = annaLogsIn(desk);
    clock.advance(Duration.ofMinutes(59));
    assertTrue(desk.sessions.isOpen(anna.session().id()));
    clock.advance(Duration.ofMinutes(2));
    assertFalse(desk.sessions.isOpen(anna.session().id()));
    Outcome.LoggedIn again = annaLogsIn(desk);
    desk.sessions.end(again.session());
    assertFalse(desk.sessions.isOpen(again.session().id()));
  }

  @Test
  void survivesARestart() throws Exception {
    Desk before = start();
    Outcome.LoggedIn anna = annaLogsIn(before);
    Outcome.LoggedIn left = annaLogsIn(before);
    before.sessions.end(left.session());
    before.sessions.close();
    String file = Files.readString(sessionFile());
    assertFalse(file.contains(anna.token()) || file.contains(anna.session().csrf()), file);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(sessionFile()));
    Desk after = start();
    assertEquals(Optional.of(anna.session()), after.sessions.find(anna.token()));
    assertEquals(Optional.empty(), after.sessions.find(left.token()));
    clock.advance(Duration.ofMinutes(61));
    assertEquals(Optional.empty(), start().sessions.find(anna.token()));
  }

  @Test
  void tellsWhoListensThatASessionEnded() throws Exception {
    Desk desk = start();
    List<String> ended = new ArrayList<>();
    desk.sessions.onEnded((user, id) -> ended.add(user + " " + id));
    Outcome.LoggedIn anna = annaLogsIn(desk);
    desk.sessions.end(anna.session());
    desk.sessions.end(anna.session());
    assertEquals(List.of("anna " + anna.session().id()), ended);
    assertEquals(Optional.empty(), desk.sessions.find(anna.token()));
  }

  @Test
  void forgetsWhoIsNoLongerConfiguredAndKnowsNewRoles() throws Exception {
    Desk desk = start();
    Outcome.LoggedIn anna = annaLogsIn(desk);
    accounts.replace(List.of(new Account(ANNA.id(), "Anna", Set.of(Role.EXPERT))));
    assertEquals(Set.of(Role.EXPERT), desk.sessions.find(anna.token()).orElseThrow().roles());
    accounts.replace(List.of(BRUNO));
    assertEquals(Optional.empty(), desk.sessions.find(anna.token()));
    assertFalse(desk.sessions.touch(anna.session().id()));
  }

  @Test
  void keepsAtMostTenSessionsOfAUser() throws Exception {
    Desk desk = start();
    Outcome.LoggedIn first = annaLogsIn(desk);
    clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      annaLogsIn(desk);
    }
    assertEquals(Optional.empty(), desk.sessions.find(first.token()));
  }
}

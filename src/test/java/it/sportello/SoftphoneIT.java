package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.WebSocketPhone;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who may register as a softphone, and for how long: a real Asterisk behind a real server, with
/// telephones that cheat.
class SoftphoneIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String OK = "SIP/2.0 200 OK";
  private static final String REFUSED = "closed 1008";

  @TempDir private Path directory;
  private AsteriskServer pbx;
  private Center center;

  @BeforeEach
  void start() throws Exception {
    pbx = AsteriskServer.start();
    center = Center.start(directory, Optional.of(pbx));
    Eventually.within(SOON, () -> pbx.cli("pjsip show auths").contains("op201"));
  }

  @AfterEach
  void stop() {
    center.close();
    pbx.close();
  }

  private ConsoleClient console(String user) throws Exception {
    return new ConsoleClient(center.url(""), user, center.password(user));
  }

  private static JsonNode account(ConsoleClient console) throws Exception {
    return console.get("/api/v1/session").path("softphone");
  }

  private static String password(ConsoleClient console) throws Exception {
    return account(console).path("password").asString("");
  }

  private WebSocketPhone phone(ConsoleClient console, String user) {
    return new WebSocketPhone(
        URI.create(center.url("/sip").replace("http:", "ws:")),
        user,
        Map.of("Cookie", console.cookie(), "Origin", center.url("")));
  }

  private boolean isRegistered(String user) {
    return pbx.cli("pjsip show contacts").contains(user + "/sip:");
  }

  @Test
  void thePasswordOfASessionOpensThePhoneAsLongAsTheSessionLasts() throws Exception {
    try (var console = console("anna");
        var phone = phone(console, "op201")) {
      String password = password(console);
      assertEquals(OK, phone.register(password));
      assertTrue(isRegistered("op201"));
      assertEquals(204, console.logOut());
      assertEquals(REFUSED, phone.closed());
      Eventually.within(SOON, () -> !isRegistered("op201"));
      assertThrows(CompletionException.class, () -> phone(console, "op201"));
      try (var again = console("anna");
          var thief = phone(again, "op201")) {
        assertNotEquals(password, password(again));
        assertEquals(REFUSED, thief.register(password));
      }
    }
  }

  @Test
  void thePasswordOfASessionIsWorthNothingElsewhere() throws Exception {
    try (var console = console("anna");
        var other = console("anna");
        var colleague = console("bruno")) {
      String password = password(console);
      // in another session of the same operator, or a colleague's, under whatever name
      try (var phone = phone(other, "op201")) {
        assertEquals(REFUSED, phone.register(password));
      }
      try (var phone = phone(colleague, "op202")) {
        assertEquals(REFUSED, phone.register(password));
      }
      try (var phone = phone(colleague, "op201")) {
        assertEquals(REFUSED, phone.register(password));
      }
      // straight at Asterisk
      try (var phone =
          new WebSocketPhone(URI.create("ws://127.0.0.1:" + pbx.httpPort() + "/ws"), "op201")) {
        assertTrue(phone.register(password).startsWith("SIP/2.0 401"), "Asterisk knows another");
      }
      assertFalse(Files.readString(pbx.operatorsFile()).contains(password));
      assertFalse(isRegistered("op201"));
    }
  }

  @Test
  void whatWasOverheardCannotBeSaidAgain() throws Exception {
    try (var console = console("anna");
        var thief = phone(console, "op201")) {
      String overheard = registerAndLeave(console);
      Eventually.within(SOON, () -> !isRegistered("op201"));
      assertEquals(REFUSED, thief.repeat(overheard));
      assertFalse(isRegistered("op201"));
    }
  }

  private String registerAndLeave(ConsoleClient console) throws Exception {
    try (var phone = phone(console, "op201")) {
      assertEquals(OK, phone.register(password(console)));
      return phone.lastSent();
    }
  }

  @Test
  void aRestartOfTheServerLeavesThePagesPasswordGood() throws Exception {
    try (var console = console("anna")) {
      String password = password(console);
      center.close();
      center = Center.again(directory);
      Eventually.within(SOON, () -> pbx.cli("manager show connected").contains("sportello"));
      try (var again = new ConsoleClient(center.url(""), console);
          var phone = phone(again, "op201")) {
        assertEquals(password, password(again));
        Eventually.within(SOON, () -> registers(phone, password));
      }
    }
  }

  /// Asterisk may be about to read the file with the new passwords.
  private static boolean registers(WebSocketPhone phone, String password) {
    return phone.register(password).equals(OK);
  }
}

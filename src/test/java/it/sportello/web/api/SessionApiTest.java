package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.access.Account;
import it.sportello.access.Accounts;
import it.sportello.access.FirstPasswords;
import it.sportello.access.Login;
import it.sportello.access.PasswordHashing;
import it.sportello.access.Passwords;
import it.sportello.access.Role;
import it.sportello.access.SessionTimes;
import it.sportello.access.Sessions;
import it.sportello.base.OperatorId;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebOptions;
import it.sportello.web.server.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A login as a browser does it, with the real accounts behind.
final class SessionApiTest {
  @TempDir Path data;
  private final SecureRandom random = new SecureRandom();
  private String password = "";
  private Optional<WebServer> server = Optional.empty();
  private Optional<Sessions> sessions = Optional.empty();
  private int port;

  @BeforeEach
  void start() throws Exception {
    var accounts =
        new Accounts(List.of(new Account(new OperatorId("anna"), "Anna", Set.of(Role.OPERATOR))));
    var hashing = new PasswordHashing(random);
    var passwords = new Passwords(data.resolve("access/passwords.json"));
    password =
        new FirstPasswords(passwords, hashing, random).makeMissing(accounts).getFirst().plain();
    InstantSource clock = InstantSource.system();
    var open =
        new Sessions(
            accounts, data.resolve("access/sessions.json"), SessionTimes.DEFAULT, clock, random);
    sessions = Optional.of(open);
    var login = new Login(accounts, passwords, hashing, open, clock);
    var router = new Router();
    new SessionApi(login, open, _ -> details(), Duration.ofHours(12), new SimpleMeterRegistry())
        .addTo(router);
    var web =
        new WebServer(
            router,
            open::find,
            WebOptions.of(data.resolve("tmp")),
            new SimpleMeterRegistry(),
            clock);
    server = Optional.of(web);
    port = web.start("127.0.0.1", 0);
  }

  private static SessionDetails.Details details() {
    return new SessionDetails.Details(
        "it",
        "Europe/Rome",
        Optional.of(
            new SessionDetails.Softphone("sip:101@pbx", "101", "secret", "/sip", List.of())),
        false,
        List.of(new SessionDetails.Center("tributi", "Tributi")),
        List.of(
            new SessionDetails.PauseReason("coffee", new SessionDetails.Label("caffè", "coffee"))),
        List.of("voice"));
  }

  @AfterEach
  void stop() {
    server.ifPresent(WebServer::close);
    sessions.ifPresent(Sessions::close);
  }

  private RawHttp.Answer ask(String method, String path, String headers, String body)
      throws IOException {
    try (var http = new RawHttp(port)) {
      return http.send(
              "%s %s HTTP/1.1\nHost: localhost\n%sContent-Type: application/json\nContent-Length: %d\n\n%s"
                  .formatted(method, path, headers, body.length(), body))
          .read();
    }
  }

  private RawHttp.Answer session(String method, String headers, String body) throws IOException {
    return ask(method, "/api/v1/session", headers, body);
  }

  private RawHttp.Answer logIn(String with) throws IOException {
    return session("POST", "", "{\"user\":\"anna\",\"password\":\"" + with + "\"}");
  }

  @Test
  void logsInAsksAndLogsOut() throws IOException {
    RawHttp.Answer in = logIn(password);
    assertEquals(200, in.status(), in.body());
    String csrf = in.body().replaceAll(".*\"csrf\":\"([^\"]+)\".*", "$1");
    assertEquals(
        """
        {"user":"anna","name":"Anna","roles":["operator"],"language":"it","zone":"Europe/Rome","csrf":"CSRF",\
        "softphone":{"uri":"sip:101@pbx","user":"101","password":"secret","path":"/sip",\
        "iceServers":[]},"deskPhone":false,"centers":[{"id":"tributi","name":"Tributi"}],\
        "pauseReasons":[{"id":"coffee","label":{"it":"caffè","en":"coffee"}}],\
        "channels":["voice"]}\
        """
            .replace("CSRF", csrf),
        in.body());
    String set = in.header("Set-Cookie");
    assertTrue(set.matches("sportello=[\\w-]{43}; Max-Age=43200; .*"), set);
    assertTrue(set.contains("; Path=/; HTTPOnly; SameSite=Strict") && !set.contains("Secure"), set);

    String cookie = "Cookie: " + set.split(";", 2)[0] + "\n";
    assertEquals(in.body(), session("GET", cookie, "").body());
    assertEquals(403, session("DELETE", cookie, "").status());
    assertEquals(200, session("GET", cookie, "").status());
    RawHttp.Answer out = session("DELETE", cookie + "X-CSRF-Token: " + csrf + "\n", "");
    assertEquals(204, out.status());
    assertTrue(out.header("Set-Cookie").startsWith("sportello=; Max-Age=0;"));
    assertEquals(401, session("GET", cookie, "").status());
  }

  @Test
  void refusesAWrongPasswordAndAtLastAnyPassword() throws IOException {
    for (int i = 0; i < 10; i++) {
      RawHttp.Answer answer = logIn("wrong");
      assertEquals(401, answer.status());
      assertTrue(answer.body().contains("\"errorId\":\"wrong-password\""), answer.body());
      assertEquals("", answer.header("Set-Cookie"));
    }
    RawHttp.Answer refused = logIn(password);
    assertEquals(429, refused.status());
    assertTrue(refused.body().contains("\"errorId\":\"too-many-attempts\""), refused.body());
    assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
  }
}

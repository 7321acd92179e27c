package it.sportello.web.api;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Facts;
import it.sportello.desk.Reply;
import it.sportello.desk.Samples;
import it.sportello.operator.Presence;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.ManualTimer;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.WebOptions;
import it.sportello.web.server.WebServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a supervisor asks about the queues over HTTP, with a desk behind.
@Timeout(120)
final class RoutingApiTest {
  @TempDir Path data;
  private final ManualTimer clock = new ManualTimer();
  private final DeskLane desk =
      new DeskLane(new MemoryJournal(), Optional.empty(), Facts.codec(), Samples.rules(), clock);
  private Optional<WebServer> server = Optional.empty();
  private int port;

  @BeforeEach
  void start() throws Exception {
    desk.start(_ -> {}, List.of());
    var names = new Names(Map.of(), Map.of(ANNA, "Anna", BRUNO, "Bruno"), Map.of());
    var router = new Router();
    new RoutingApi(desk, new Cards(names), names, clock).addTo(router);
    var web =
        new WebServer(
            router,
            RoutingApiTest::session,
            WebOptions.of(data.resolve("tmp")),
            new SimpleMeterRegistry(),
            clock);
    server = Optional.of(web);
    port = web.start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.ifPresent(WebServer::close);
    desk.close();
  }

  /// The cookie is the role.
  private static Optional<Session> session(String token) {
    return Role.valueOf(token) == Role.SUPERVISOR
        ? Optional.of(new Session("s", CARLA, "Carla", Set.of(Role.SUPERVISOR), "c", "p"))
        : Optional.of(new Session("o", ANNA, "Anna", Set.of(Role.OPERATOR), "c", "p"));
  }

  private RawHttp.Answer ask(String role, String method, String path, String body)
      throws IOException {
    try (var http = new RawHttp(port)) {
      return http.send(
              "%s /api/v1%s HTTP/1.1\nHost: localhost\nCookie: sportello=%s\nX-CSRF-Token: c\nContent-Type: application/json\nContent-Length: %d\n\n%s"
                  .formatted(method, path, role, body.length(), body))
          .read();
    }
  }

  private JsonNode get(String path) throws IOException {
    RawHttp.Answer answer = ask("SUPERVISOR", "GET", path, "");
    assertEquals(200, answer.status(), answer.body());
    return JsonMapper.shared().readTree(answer.body());
  }

  private int move(String id, String body) throws IOException {
    return ask("SUPERVISOR", "POST", "/contacts/" + id + "/move", body).status();
  }

  private void send(Command command) {
    assertInstanceOf(Reply.Done.class, desk.submit(command).join());
  }

  private void arrives(OperatorId operator) {
    send(new Command.ConsoleConnected(operator));
    send(new Command.ChoosePresence(operator, Presence.AVAILABLE, ""));
  }

  private Contact contact(String id) {
    return desk.ask(
            state ->
                state.openContacts().stream()
                    .filter(c -> c.id().equals(new ContactId(id)))
                    .findFirst())
        .join()
        .orElseThrow();
  }

  @Test
  void listsWhoWaitsInOrder() throws IOException {
    send(Samples.form("f1"));
    send(Samples.form("f2"));
    JsonNode all = get("/waiting");
    assertEquals(false, all.path("more").asBoolean());
    assertEquals(
        List.of("f1 1", "f2 2"),
        all.path("waiting")
            .valueStream()
            .map(w -> w.path("card").path("id").asString() + " " + w.path("position").asInt())
            .toList());
    assertEquals(true, all.path("waiting").get(0).path("estimatedMs").isNull(), "nobody was taken");
  }

  @Test
  void saysWhoCouldTakeItNowAndWhyTheOthersCannot() throws IOException {
    arrives(ANNA);
    send(Samples.form("f1"));
    send(Samples.form("f2"));
    // f1 is being offered to Anna, Bruno is away, Carla serves another queue
    JsonNode all = get("/contacts/f2/candidates");
    assertEquals(
        List.of("Anna false busy with somebody or an offer", "Bruno false away"),
        all.path("candidates")
            .valueStream()
            .map(
                c ->
                    c.path("operator").path("name").asString()
                        + " "
                        + c.path("can").asBoolean()
                        + " "
                        + c.path("why").path("en").asString())
            .toList());
    assertEquals(404, ask("SUPERVISOR", "GET", "/contacts/nobody/candidates", "").status());
  }

  @Test
  void movesByHand() throws IOException {
    send(Samples.form("f1"));
    send(Samples.form("f2"));
    assertEquals(200, move("f2", "{\"to\":\"front\"}"));
    assertEquals("f2", get("/waiting").path("waiting").get(0).path("card").path("id").asString());
    assertEquals(200, move("f1", "{\"to\":\"queue\",\"queue\":\"anagrafe\"}"));
    assertEquals(Samples.REGISTRY, contact("f1").queue());
    assertEquals(200, move("f1", "{\"to\":\"operator\",\"operator\":\"bruno\"}"));
    arrives(ANNA);
    assertEquals(Optional.of(ANNA), contact("f2").owner());
    arrives(CARLA);
    assertInstanceOf(ContactState.Waiting.class, contact("f1").state(), "kept for Bruno");
    arrives(BRUNO);
    assertEquals(Optional.of(BRUNO), contact("f1").owner());
  }

  @Test
  void refusesWhatIsNotThere() throws IOException {
    send(Samples.form("f1"));
    assertEquals(400, move("f1", "{\"to\":\"moon\"}"));
    assertEquals(404, move("nobody", "{\"to\":\"front\"}"));
    assertEquals(400, move("f1", "{\"to\":\"queue\",\"queue\":\"nowhere\"}"));
    assertEquals(409, move("f1", "{\"to\":\"operator\",\"operator\":\"nobody\"}"));
  }

  @Test
  void isForSupervisorsOnly() throws IOException {
    send(Samples.form("f1"));
    assertEquals(403, ask("OPERATOR", "GET", "/waiting", "").status());
    assertEquals(403, ask("OPERATOR", "GET", "/contacts/f1/candidates", "").status());
    assertEquals(403, ask("OPERATOR", "POST", "/contacts/f1/move", "{\"to\":\"front\"}").status());
  }
}

package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.history.HistoryBroken;
import it.sportello.web.server.Access;
import it.sportello.web.server.Method;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class BrokenHistoryTest {
  @Test
  void isAPassingTroubleThatSaysNothingOfFiles() throws IOException {
    var router = new Router();
    BrokenHistory.addTo(router);
    router.add(
        Method.GET,
        "/api/v1/contacts",
        Access.PUBLIC,
        _ -> {
          throw new HistoryBroken("/var/lib/sportello/views/histories.mapdb is damaged");
        });
    try (var server = new TestServer(router, options -> options)) {
      RawHttp.Answer answer = server.get("/api/v1/contacts");
      assertEquals(503, answer.status());
      assertEquals("application/problem+json", answer.header("Content-Type"));
      assertTrue(answer.body().contains("\"errorId\":\"history-unavailable\""), answer.body());
      assertTrue(answer.body().contains("made again from the journal"), answer.body());
      assertFalse(answer.body().contains("mapdb"), answer.body());
    }
  }
}

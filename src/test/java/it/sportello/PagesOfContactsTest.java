package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.history.Histories;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.web.api.Cards;
import it.sportello.web.api.ContactsApi;
import it.sportello.web.api.Details;
import it.sportello.web.api.FileGate;
import it.sportello.web.api.MediaRights;
import it.sportello.web.api.Names;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list of contacts, read page by page.
class PagesOfContactsTest {
  private static final int CONTACTS = 230;

  private final MemoryHistory history = new MemoryHistory();
  private final TestServer server;

  PagesOfContactsTest() throws IOException {
    var raw = new MemoryRawStore();
    var gate = new FileGate(Optional.empty());
    var parts = new RawParts(raw, new MimeReader(ReaderLimits.usual()));
    var names = new Names(Map.of(), Map.of(), Map.of());
    var cards = new Cards(names);
    var router = new Router();
    new ContactsApi(
            history,
            () -> {},
            raw,
            cards,
            new Details(cards, names, parts, new MediaRights(false, true), gate),
            parts,
            gate,
            ZoneOffset.UTC,
            InstantSource.fixed(Histories.NOON.plusSeconds(3600)))
        .addTo(router);
    server = new TestServer(router);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /// More arrive in one instant than fit on a page.
  @Test
  void showEachContactOnceNewestFirst() throws IOException {
    for (int i = 0; i < CONTACTS; i++) {
      history.put(Histories.of("c" + i, Histories.NOON.plusMillis(i / 90), "dora@example.org"));
    }
    var seen = new ArrayList<String>();
    var instants = new ArrayList<String>();
    String after = "";
    do {
      JsonNode page = JsonMapper.shared().readTree(get("?after=" + after).body());
      for (JsonNode card : page.path("contacts")) {
        seen.add(card.path("id").asString(""));
        instants.add(card.path("arrivedAt").asString(""));
      }
      after = page.path("next").asString("");
    } while (!after.isEmpty());
    assertEquals(CONTACTS, seen.size());
    assertEquals(CONTACTS, new HashSet<>(seen).size());
    assertEquals(instants.stream().sorted((a, b) -> b.compareTo(a)).toList(), instants);
  }

  @Test
  void refuseAPlaceThatIsNone() throws IOException {
    assertEquals(400, get("?after=%3Cscript%3E").status());
  }

  private RawHttp.Answer get(String query) throws IOException {
    return server.ask(
        "GET /api/v1/contacts%s HTTP/1.1\nHost: localhost\nCookie: sportello=anna\n\n"
            .formatted(query));
  }
}

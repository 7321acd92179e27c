package it.sportello.bench;

import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The console of an operator who has a telephone elsewhere, is always available, and closes a call
/// in the moment it is over.
final class ClosingConsole implements AutoCloseable {
  private final ConsoleClient console;

  ClosingConsole(CrashingServer server, String user) throws IOException, InterruptedException {
    console = server.console(user);
    console.goLive();
    console.post("/api/v1/presence", Map.of("presence", "available"));
    Thread.ofVirtual().start(this::work);
  }

  private void work() {
    try {
      while (true) {
        JsonNode card = console.frames().take().path("contact");
        if (card.path("state").path("kind").asString("").equals("wrapup")) {
          console.post(
              "/api/v1/contacts/" + card.path("id").asString("") + "/close",
              Map.of("classification", List.of("tributi", "tari", "rimborso"), "note", ""));
        }
      }
    } catch (IOException | InterruptedException e) {
      // the run is over
    }
  }

  @Override
  public void close() {
    console.close();
  }
}

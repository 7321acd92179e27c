package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Voice;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What becomes of a recording when more happens than a talk, at a real Asterisk.
class RecordingFaultIT extends MediaOnAsterisk {

  @Test
  void aRestartInTheMiddleLosesNothingOfIt() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      Voice phone = bench.anna();
      Voice caller = bench.caller();
      String contact = bench.contactIs(anna, "handling");
      bench.recordingIs(anna, contact, "recording");
      caller.awaits(MediaBench.ANNA);
      phone.awaits(MediaBench.CALLER);
      long began = System.nanoTime();
      bench.laterBy(Duration.ZERO);
      ConsoleClient again = bench.console("anna");
      bench.contactIs(again, "handling");
      bench.recordingIs(again, contact, "recording");
      long talked = (System.nanoTime() - began) / 1_000_000;
      assertEquals(200, again.post("/api/v1/contacts/" + contact + "/hangup", Map.of()));
      JsonNode kept = bench.recordingIs(again, contact, "kept");
      assertTrue(kept.path("durationMs").asLong() >= talked, kept + " of at least " + talked);
      MediaBench.until(() -> bench.spooled().toString(), "[]");
      assertEquals(1, bench.sealed().size());
    }
  }

  @Test
  void aTalkThatGoesToAColleagueIsTwoRecordings() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      ConsoleClient carla = bench.available("carla");
      Voice phone = bench.anna();
      Voice caller = bench.caller();
      String contact = bench.contactIs(anna, "handling");
      String path = "/api/v1/contacts/" + contact;
      bench.recordingIs(anna, contact, "recording");
      caller.awaits(MediaBench.ANNA);
      phone.awaits(MediaBench.CALLER);
      Voice colleague = bench.carla();
      // until the server has heard of the telephone
      MediaBench.until(() -> anna.post(path + "/consult", Map.of("operator", "carla")) + "", "200");
      colleague.awaits(MediaBench.ANNA);
      assertEquals(200, anna.post(path + "/consult-step", Map.of("step", "complete")));
      colleague.awaits(MediaBench.CALLER);
      caller.awaits(MediaBench.CARLA);
      assertEquals(200, carla.post(path + "/hangup", Map.of()));
      MediaBench.until(() -> states(carla.get(path).path("recordings")), "[kept, kept]");
      assertEquals(2, bench.sealed().size());
    }
  }

  private static String states(JsonNode recordings) {
    return recordings.valueStream().map(r -> r.path("state").asString()).toList().toString();
  }
}

package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import it.sportello.testkit.ConsoleClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A talk is recorded, and the time for which it is kept goes by: the sound goes, what is known of
/// the call stays.
class RecordingPurgeIT extends MediaOnAsterisk {
  private static final Duration KEPT_FOR = Duration.ofDays(30);

  @Test
  void aRecordingGoesWhenItsTimeIsOverAndTheFiguresStay() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      bench.anna();
      bench.caller();
      String contact = bench.contactIs(anna, "handling");
      bench.recordingIs(anna, contact, "recording");
      assertEquals(200, anna.post("/api/v1/contacts/" + contact + "/hangup", Map.of()));
      bench.recordingIs(anna, contact, "kept");
      bench.contactIs(anna, "wrapup");
      var done = Map.of("classification", List.of("tributi", "tari", "rimborso"), "note", "");
      assertEquals(200, anna.post("/api/v1/contacts/" + contact + "/close", done));
      bench.contactIs(anna, "closed");
      LocalDate today = LocalDate.now(ZoneId.of("Europe/Rome"));
      List<String> figures = figures(anna, today);
      List<String> history = MediaBench.types(anna, contact);

      assertEquals(1, bench.sealed().size());

      bench.laterBy(KEPT_FOR.plus(Duration.ofHours(1)));
      ConsoleClient later = bench.console("carla");
      bench.recordingIs(later, contact, "purged");
      MediaBench.until(() -> bench.sealed().toString(), "[]");
      var longer = new ArrayList<>(history);
      longer.add("recording.purged");
      assertEquals(longer, MediaBench.types(later, contact));
      assertEquals(figures, figures(later, today));
      assertFalse(
          later.get("/api/v1/contacts/" + contact).at("/recordings/0/mayHear").asBoolean(true));
    }
  }

  private static List<String> figures(ConsoleClient console, LocalDate day) throws Exception {
    var all = new ArrayList<String>();
    JsonNode report = console.get("/api/v1/indicators?from=" + day + "&to=" + day);
    report.path("indicators").forEach(figure -> all.add(figure.toString()));
    assertFalse(all.isEmpty(), report::toString);
    return all;
  }
}

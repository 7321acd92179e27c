package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.Voice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A supervisor takes part in a talk: a real Asterisk, and telephones that hum and tell what they
/// hear.
class SupervisionIT extends MediaOnAsterisk {

  @Test
  void aSupervisorListensThenWhispersThenBargesIn() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      ConsoleClient carla = bench.console("carla");
      Voice operator = bench.anna();
      Voice supervisor = bench.carla();
      Voice caller = bench.caller();
      String contact = bench.contactIs(anna, "handling");
      operator.awaits(MediaBench.CALLER);

      supervise(carla, contact, "listen");
      supervisor.awaits(MediaBench.CALLER);
      supervisor.awaits(MediaBench.ANNA);
      assertFalse(operator.hears(MediaBench.CARLA), "the operator hears who only listens");
      assertFalse(caller.hears(MediaBench.CARLA), "the caller hears who only listens");
      assertEquals("Carla listen", listener(anna));

      supervise(carla, contact, "whisper");
      operator.awaits(MediaBench.CARLA);
      assertFalse(caller.hears(MediaBench.CARLA), "the caller hears a whisper");
      assertEquals("Carla whisper", listener(anna));

      supervise(carla, contact, "barge");
      caller.awaits(MediaBench.CARLA);
      operator.awaits(MediaBench.CARLA);
      supervisor.awaits(MediaBench.CALLER);

      assertEquals(200, anna.post("/api/v1/contacts/" + contact + "/hangup", Map.of()));
      bench.contactIs(anna, "wrapup");
      bench.happened(carla, contact, "supervision.ended");
      MediaBench.until(() -> listener(carla), "");
      assertEquals(
          List.of(
              "supervision.asked",
              "supervision.began",
              "supervision.switched",
              "supervision.switched",
              "supervision.ended"),
          MediaBench.types(carla, contact).stream()
              .filter(type -> type.startsWith("supervision."))
              .toList());
      MediaBench.until(() -> bench.channels() + "", "0");
    }
  }

  @Test
  void aSupervisorWhoHangsUpLeavesTheTalkAlone() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      ConsoleClient carla = bench.console("carla");
      Voice operator = bench.anna();
      Voice supervisor = bench.voice(MediaBench.CARLA);
      Sipp phone = bench.carlaHangsUp(supervisor, Duration.ofSeconds(2));
      Voice caller = bench.caller();
      String contact = bench.contactIs(anna, "handling");
      supervise(carla, contact, "listen");
      bench.happened(carla, contact, "supervision.began");
      phone.succeeds(MediaBench.SOON);
      bench.happened(carla, contact, "supervision.ended");
      caller.awaits(MediaBench.ANNA);
      operator.awaits(MediaBench.CALLER);
      assertEquals("handling", bench.state(anna));
      assertEquals("", listener(anna));
    }
  }

  @Test
  void onlySupervisorsListen() throws Exception {
    try (var bench = new MediaBench(pbx, directory, "announced")) {
      ConsoleClient anna = bench.available("anna");
      bench.anna();
      bench.caller();
      String contact = bench.contactIs(anna, "handling");
      assertEquals(
          403, anna.post("/api/v1/contacts/" + contact + "/supervise", Map.of("mode", "listen")));
      assertTrue(
          MediaBench.types(anna, contact).stream().noneMatch(t -> t.startsWith("supervision.")));
    }
  }

  private static void supervise(ConsoleClient console, String contact, String mode)
      throws Exception {
    // asked again while the phone still rings, the desk refuses
    MediaBench.until(
        () -> console.post("/api/v1/contacts/" + contact + "/supervise", Map.of("mode", mode)) + "",
        "200");
  }

  /// Who takes part in a talk, and how, as far as this console may know.
  private static String listener(ConsoleClient console) throws Exception {
    JsonNode sessions = console.get("/api/v1/supervisions").path("supervisions");
    return sessions.isEmpty()
        ? ""
        : sessions.at("/0/supervisor/name").asString() + " " + sessions.at("/0/mode").asString();
  }
}

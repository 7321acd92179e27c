package it.sportello.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MetersTest {
  @Test
  void showsTheJavaMachineAndOurOwnMeters() {
    var registry = Meters.registry();
    registry.counter(Meters.LOGINS, "result", "ok").increment();
    String text = registry.scrape();
    for (String name :
        List.of(
            "jvm_memory_used_bytes",
            "process_files_open_files",
            "sportello_logins_total{result=\"ok\"} 1.0")) {
      assertTrue(text.contains(name), name);
    }
  }

  @Test
  void aPartThatIsDownIsNotReady() {
    var health =
        new Health()
            .add("a", () -> Health.Check.ready("yes"))
            .add("b", () -> Health.Check.degraded("half"))
            .add("c", () -> Health.Check.notConfigured("no"));
    assertTrue(Health.isReady(health.checks()));
    health.add("d", () -> Health.Check.down("no disk"));
    assertEquals(false, Health.isReady(health.checks()));
    assertEquals(List.of("a", "b", "c", "d"), List.copyOf(health.checks().keySet()));
  }
}

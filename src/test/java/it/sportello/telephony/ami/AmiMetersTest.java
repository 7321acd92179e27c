package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class AmiMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AmiMeters meters = new AmiMeters(registry, () -> true);

  @Test
  void countsEventsByName() {
    meters.event("Hangup", true);
    meters.event("Hangup", false);
    assertEquals(2, count("Hangup"));
  }

  @Test
  void namesFromOutsideCannotMakeCountersWithoutEnd() {
    for (int i = 0; i < 1000; i++) {
      meters.event("Event" + i, false);
    }
    assertEquals(61, registry.find("sportello.phone.events").counters().size());
    assertEquals(940, count("other"));
  }

  private double count(String event) {
    return registry.get("sportello.phone.events").tag("event", event).counter().count();
  }
}

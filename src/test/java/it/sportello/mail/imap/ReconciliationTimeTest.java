package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailLedger;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.FakeMailSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReconciliationTimeTest {
  private static final MailLedger NOTHING =
      new MailLedger() {
        @Override
        public Map<Long, Long> taken(String mailbox, String folder, long uidValidity) {
          return Map.of();
        }

        @Override
        public void takeMissed(InboundMail mail) {}
      };

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-10-24T10:00:00Z"));

  private Reconciliation at(LocalTime time) {
    var ports =
        new IntakePorts(
            new FakeMailSink(),
            new MemoryRawStore(),
            new MimeReader(ReaderLimits.usual()),
            new SimpleMeterRegistry(),
            now::get,
            new Random(1));
    return new Reconciliation(
        List.of(), IntakeLimits.usual(), ports, NOTHING, time, ZoneId.of("Europe/Rome"));
  }

  @Test
  void comesAtItsTimeOfDayAlsoWhenTheClocksChange() {
    var nightly = at(LocalTime.of(3, 30));
    assertEquals(
        Instant.parse("2026-10-25T02:30:00Z"),
        nightly.nextAfter(Instant.parse("2026-10-24T10:00:00Z")));
    assertEquals(
        Instant.parse("2026-10-24T01:30:00Z"),
        nightly.nextAfter(Instant.parse("2026-10-24T01:29:59Z")));
    assertEquals(
        Instant.parse("2026-10-25T02:30:00Z"),
        nightly.nextAfter(Instant.parse("2026-10-24T01:30:00Z")));
  }

  @Test
  void runsWhenItsTimeHasCome() {
    try (var nightly = at(LocalTime.of(12, 1))) {
      nightly.looksEvery(Duration.ofMillis(5));
      nightly.start();
      now.set(Instant.parse("2026-10-24T10:01:00Z"));
      Eventually.within(Duration.ofSeconds(30), () -> nightly.last().isPresent());
      assertEquals(now.get(), nightly.last().orElseThrow().at());
    }
  }
}

package it.sportello.mail.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.FakeMailSink;
import it.sportello.testkit.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReconciliationTimeTest {
  private static final MailLedger NOTHING =
      new MailLedger() {
        @Override
        public SortedMap<Long, Long> taken(MailKey from, int most) {
          return new TreeMap<>();
        }

        @Override
        public void takeMissed(InboundMail mail) {}
      };

  private final ManualTimer time = new ManualTimer();

  private Reconciliation at(LocalTime at) {
    var ports =
        new IntakePorts(
            new FakeMailSink(),
            new MemoryRawStore(),
            new MimeReader(ReaderLimits.usual()),
            new SimpleMeterRegistry(),
            time,
            new Random(1));
    return new Reconciliation(
        List.of(), IntakeLimits.usual(), ports, NOTHING, at, ZoneId.of("Europe/Rome"), time);
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
  void runsOnceWhenItsTimeHasCome() {
    try (var nightly = at(LocalTime.of(10, 1))) {
      nightly.start();
      time.pass(Duration.ofSeconds(59));
      assertEquals(Optional.empty(), nightly.last());
      time.pass(Duration.ofSeconds(31));
      Instant ran = nightly.last().orElseThrow().at();
      assertEquals(Instant.parse("2026-11-20T09:01:00Z"), ran);
      time.pass(Duration.ofHours(23));
      assertEquals(ran, nightly.last().orElseThrow().at());
      time.pass(Duration.ofHours(1));
      assertEquals(ran.plus(Duration.ofDays(1)), nightly.last().orElseThrow().at());
    }
  }
}

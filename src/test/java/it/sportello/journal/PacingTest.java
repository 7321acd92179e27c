package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacingTest {
  private final List<Long> rests = new ArrayList<>();
  private long nanos;
  private long written;
  private final Pacing pacing = new Pacing(() -> written, () -> nanos, rests::add);

  @Test
  void worksWithoutARestWhileNobodyWrites() {
    for (int i = 0; i < 10; i++) {
      slice(10, 0);
    }
    assertEquals(List.of(), rests);
  }

  @Test
  void worksWithoutARestBelowARush() {
    slice(10, Pacing.RUSH_PER_SECOND / 100 - 1);
    assertEquals(List.of(), rests);
  }

  @Test
  void restsNineTimesAsLongAsItWorkedInARush() {
    slice(10, Pacing.RUSH_PER_SECOND / 100);
    slice(20, Pacing.RUSH_PER_SECOND);
    slice(10, 0);
    assertEquals(List.of(millis(90), millis(180)), rests);
  }

  @Test
  void neverRestsLong() {
    slice(5_000, 1_000_000);
    assertEquals(List.of(millis(250)), rests);
  }

  @Test
  void looksOnlyNowAndThen() {
    written = 1_000_000;
    for (int i = 0; i < Pacing.SLICE - 1; i++) {
      pacing.entryTaken();
    }
    assertEquals(List.of(), rests);
    pacing.entryTaken();
    assertEquals(1, rests.size());
  }

  /// Takes as many entries as there are between two looks.
  private void slice(long tookMs, long came) {
    nanos += millis(tookMs);
    written += came;
    for (int i = 0; i < Pacing.SLICE; i++) {
      pacing.entryTaken();
    }
  }

  private static long millis(long ms) {
    return TimeUnit.MILLISECONDS.toNanos(ms);
  }
}

package it.sportello.desk;

import static it.sportello.desk.Samples.TAXES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.routing.Queue.OpeningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorkPaceTest {
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  /// Open in the first half of every hour.
  private static final OpeningClock HALF_HOURS =
      new OpeningClock() {
        @Override
        public Instant plus(Instant from, Duration span) {
          Instant at = from;
          for (Duration left = span; !left.isZero(); at = at.plusSeconds(60)) {
            left = isOpen(at) ? left.minusSeconds(60) : left;
          }
          return at;
        }

        @Override
        public Duration between(Instant from, Instant to) {
          Duration open = Duration.ZERO;
          for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            open = isOpen(at) ? open.plusSeconds(60) : open;
          }
          return open;
        }

        private boolean isOpen(Instant at) {
          return at.getEpochSecond() % 3600 < 1800;
        }
      };

  private Optional<WorkPace> pace = Optional.empty();

  private static Instant minute(int minutes) {
    return NINE.plusSeconds(60L * minutes);
  }

  private WorkPace taken(int atMinute, int waitedSinceMinute) {
    WorkPace now =
        WorkPace.taken(TAXES, pace, minute(waitedSinceMinute), minute(atMinute), HALF_HOURS);
    pace = Optional.of(now);
    return now;
  }

  @Test
  void anIntervalCountsInOpeningTimeIfTheQueueWasNeverEmpty() {
    assertEquals(List.of(), taken(10, 0).seconds(), "the first tells nothing");
    assertEquals(List.of(300), taken(15, 10).seconds(), "waited when the last one was taken");
    assertEquals(List.of(300), taken(29, 16).seconds(), "came later: nobody waited for a while");
    assertEquals(List.of(300, 360), taken(65, 29).seconds(), "closed for half an hour");
  }

  @Test
  void onlyTheLastFifteenAreKept() {
    for (int i = 0; i < 20; i++) {
      taken(i, 0);
    }
    assertEquals(15, pace.orElseThrow().seconds().size());
    assertEquals(List.of(), taken(600, 599).seconds().stream().filter(s -> s != 60).toList());
  }

  @Test
  void theWaitIsThePlaceTimesTheMedianInOpeningTime() {
    taken(0, 0);
    taken(5, 0);
    taken(11, 0);
    assertEquals(Optional.empty(), wait(1, 11), "two intervals are too few");
    taken(29, 0);
    assertEquals(Optional.of(Duration.ofMinutes(6)), wait(1, 12));
    assertEquals(Optional.of(Duration.ofMinutes(6 + 30)), wait(1, 28), "half an hour is closed");
    assertEquals(Optional.of(Duration.ofMinutes(18)), wait(3, 11));
  }

  private Optional<Duration> wait(int place, int atMinute) {
    return pace.orElseThrow().waitAt(place, minute(atMinute), HALF_HOURS);
  }
}

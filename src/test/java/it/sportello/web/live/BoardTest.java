package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.desk.Waits.Kind;
import it.sportello.desk.Waits.Wait;
import it.sportello.web.api.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the queue overview counts.
final class BoardTest {
  private static final QueueId TAXES = new QueueId("tributi");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  private final Board board =
      new Board(Map.of(TAXES, new Board.Promise("Tributi", Duration.ofSeconds(20), 0.8)), Map.of());

  @Test
  void theServiceLevelCountsOnlyThoseWhoWaitInPerson() {
    count(Kind.ANSWERED, Channel.VOICE, true, 20);
    count(Kind.ANSWERED, Channel.VOICE, true, 21);
    count(Kind.ABANDONED, Channel.VOICE, true, 3);
    count(Kind.ANSWERED, Channel.VOICE, false, 7_200);
    count(Kind.ANSWERED, Channel.EMAIL, false, 5);
    Shapes.Queue queue = board.queue(TAXES, true, DAY);
    assertEquals(Optional.of(1.0 / 3), queue.serviceLevel().ratio());
    assertEquals(4, queue.answeredToday());
    assertEquals(1, queue.abandonedToday());
  }

  private void count(Kind kind, Channel channel, boolean live, long seconds) {
    board.count(new Wait(kind, TAXES, channel, live, Duration.ofSeconds(seconds), NOON), DAY);
  }
}

package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Waits.Kind;
import it.sportello.desk.Waits.Wait;
import it.sportello.web.api.Shapes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the queue overview counts.
final class BoardTest {
  private static final QueueId TAXES = new QueueId("tributi");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");
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

  @Test
  void knowsWhatIsInWhoseHandsThroughEveryChange() {
    board.put(mail("m1", NOON, new ContactState.Handling(ANNA, NOON)));
    board.put(mail("m2", NOON.minusSeconds(9), new ContactState.Handling(ANNA, NOON)));
    board.put(mail("m3", NOON, new ContactState.Handling(BRUNO, NOON)));
    assertEquals(List.of("m2", "m1"), workOf(ANNA));
    board.put(mail("m2", NOON, new ContactState.Handling(BRUNO, NOON)));
    assertEquals(List.of("m1"), workOf(ANNA));
    assertEquals(List.of("m2", "m3"), workOf(BRUNO));
    assertEquals(Optional.of(BRUNO), board.owner(new ContactId("m2")));
    board.remove(new ContactId("m2"));
    board.remove(new ContactId("unknown"));
    assertEquals(List.of("m3"), workOf(BRUNO));
    assertEquals(Optional.empty(), board.owner(new ContactId("m2")));
  }

  private List<String> workOf(OperatorId operator) {
    return board.workOf(operator).stream().map(c -> c.id().value()).toList();
  }

  private static Contact mail(String id, Instant arrived, ContactState state) {
    return new Contact(
        new ContactId(id),
        "SP",
        Channel.EMAIL,
        TAXES,
        new CustomerId("c"),
        "",
        "",
        "",
        arrived,
        0,
        Optional.empty(),
        1,
        state);
  }

  private void count(Kind kind, Channel channel, boolean live, long seconds) {
    board.count(new Wait(kind, TAXES, channel, live, Duration.ofSeconds(seconds), NOON), DAY);
  }
}

package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.desk.Committed;
import it.sportello.desk.Facts;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.Recorded;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Queue;
import it.sportello.web.api.Cards;
import it.sportello.web.api.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What every console hears of the queues.
final class QueueNewsTest {
  private static final QueueId TAXES = new QueueId("tributi");
  private static final QueueId REGISTRY = new QueueId("anagrafe");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final ContactId ID = new ContactId("c1");

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<LiveMessage> sent = new CopyOnWriteArrayList<>();
  private final DeskFeed feed =
      new DeskFeed(
          Map.of(TAXES, named(TAXES), REGISTRY, named(REGISTRY)),
          Map.of(),
          Map.of(
              ANNA,
              new OperatorProfile(
                  ANNA,
                  "Anna",
                  Set.of(Role.OPERATOR),
                  Optional.empty(),
                  Map.of(),
                  Set.of(TAXES),
                  Map.of(Channel.EMAIL, 1))),
          Map.of(),
          new Cards(new Names(Map.of(), Map.of(), Map.of())),
          sent::add,
          _ -> true,
          () -> false,
          now::get,
          ZoneOffset.UTC);

  @AfterEach
  void stop() {
    feed.close();
  }

  private static Queue named(QueueId id) {
    return new Queue(
        id, id.value(), Map.of(), 0, Map.of(), Duration.ofMinutes(2), Duration.ofHours(1));
  }

  private void aSecondLater() {
    now.set(now.get().plusSeconds(1));
  }

  /// One mail waits for the taxes, or none.
  private void waiting(boolean one) {
    var state = new ContactState.Waiting(Because.ARRIVED, START, START, Optional.empty(), Map.of());
    var mail =
        new Contact(
            ID,
            "SP-1",
            Channel.EMAIL,
            TAXES,
            new CustomerId("k"),
            "",
            "dora@example.org",
            "",
            START,
            0,
            Optional.empty(),
            1,
            state);
    commit(new ContactEvent.Relaxed(ID), Map.of(ID, Optional.of(mail).filter(_ -> one)), Map.of());
  }

  private void commit(
      Fact fact, Map<ContactId, Optional<Contact>> contacts, Map<OperatorId, Operator> operators) {
    var entry = Entry.of(1, Facts.codec().draft(fact, START));
    feed.committed(
        new Committed(
            List.of(new Recorded(entry, fact)),
            contacts,
            operators,
            Map.of(),
            Map.of(),
            List.of()));
    // answered on the feed's lane, so after the commit
    feed.queues().join();
  }

  /// The queues that all consoles were told of, each with how many mails wait.
  private List<String> told() {
    return sent.stream()
        .map(message -> JsonMapper.shared().readTree(message.json()))
        .filter(frame -> frame.path("kind").asString("").equals("queue"))
        .map(frame -> frame.path("queue"))
        .map(q -> q.path("id").asString() + " " + q.path("waiting").path("email").asInt(0))
        .toList();
  }

  @Test
  void saysOnceWhatStaysAsItIs() {
    waiting(true);
    aSecondLater();
    waiting(true);
    aSecondLater();
    waiting(false);
    assertEquals(List.of("tributi 1", "tributi 0"), told());
  }

  @Test
  void tellsAllWhatOnlyANewConsoleHasHeard() {
    waiting(true);
    waiting(false);
    feed.snapshot(ANNA).join();
    waiting(true);
    aSecondLater();
    feed.tick();
    feed.queues().join();
    assertEquals(List.of("tributi 1", "tributi 1", "anagrafe 0"), told());
  }

  @Test
  void anOperatorChangesOnlyTheQueuesTheyServe() {
    commit(new OperatorEvent.PhoneUp(ANNA), Map.of(), Map.of(ANNA, Operator.unknown(ANNA)));
    assertEquals(List.of("tributi 0"), told());
  }
}

package it.sportello.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.desk.CallerEvent;
import it.sportello.desk.Committed;
import it.sportello.desk.Facts;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.Recorded;
import it.sportello.telephony.CallId;
import it.sportello.web.api.Cards;
import it.sportello.web.api.Names;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the owner of a contact hears of it.
final class DeskFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final ContactId ID = new ContactId("c1");

  private final List<LiveMessage> sent = new CopyOnWriteArrayList<>();
  private final DeskFeed feed =
      new DeskFeed(
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          new Cards(new Names(Map.of(), Map.of(), Map.of())),
          sent::add,
          _ -> true,
          () -> false,
          () -> NOW,
          ZoneOffset.UTC);

  @AfterEach
  void stop() {
    feed.close();
  }

  private static Contact offered(Optional<CallId> call) {
    var place = new ContactState.Waiting(Because.ARRIVED, NOW, NOW, Optional.empty(), Map.of());
    return new Contact(
        ID,
        "SP-1",
        Channel.VOICE,
        new QueueId("tributi"),
        new CustomerId("k"),
        "",
        "+390555550143",
        "",
        NOW,
        0,
        call,
        0,
        new ContactState.Offered(ANNA, place, NOW, NOW.plusSeconds(20)));
  }

  private void commit(Contact contact, Fact... events) {
    List<Recorded> recorded =
        java.util.stream.Stream.of(events)
            .map(e -> new Recorded(Entry.of(1, Facts.codec().draft(e, NOW)), e))
            .toList();
    feed.committed(
        new Committed(
            recorded, Map.of(ID, Optional.of(contact)), Map.of(), Map.of(), Map.of(), List.of()));
    // answered on the feed's lane, so after the commit
    feed.queues().join();
  }

  private List<JsonNode> frames(String kind) {
    return sent.stream()
        .map(message -> JsonMapper.shared().readTree(message.json()))
        .filter(frame -> frame.path("kind").asString("").equals(kind))
        .toList();
  }

  @Test
  void tellsACallerWhoIsThereFromOneWhoHasGone() {
    commit(offered(Optional.of(new CallId("call-1"))));
    commit(offered(Optional.empty()));
    assertEquals(
        List.of(true, false),
        frames("contact").stream()
            .map(frame -> frame.path("contact").path("live").asBoolean())
            .toList());
  }

  @Test
  void tellsWhatTheCustomerWroteFromWhatWeWrote() {
    Contact contact = offered(Optional.empty());
    commit(contact);
    commit(
        contact,
        new ContactEvent.MessageReceived(
            ID,
            1,
            Optional.empty(),
            "",
            "dora@example.org",
            List.of(),
            List.of(),
            "",
            "x",
            List.of()),
        new ContactEvent.NoteAdded(ID, 2, ANNA, "x"));
    assertEquals(
        List.of(true, false),
        frames("message").stream().map(frame -> frame.path("arrived").asBoolean()).toList());
  }

  @Test
  void doesNotAnnounceTheMessageThatTheOfferIsAbout() {
    commit(
        offered(Optional.empty()),
        new ContactEvent.MessageReceived(
            ID,
            1,
            Optional.empty(),
            "",
            "dora@example.org",
            List.of(),
            List.of(),
            "",
            "x",
            List.of()));
    assertEquals(
        List.of(false),
        frames("message").stream().map(frame -> frame.path("arrived").asBoolean()).toList());
  }

  @Test
  void tellsWhoStillHasTheContactWhatItsCallerSaidAfterwards() {
    var call = new CallId("call-1");
    commit(offered(Optional.of(call)));
    commit(offered(Optional.of(call)), new CallerEvent.SurveyAnswered(ID, call, 3, NOW));
    assertEquals(1, frames("message").size());
  }
}

package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactFold;
import it.sportello.contact.Explanation;
import it.sportello.desk.Facts;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryFold;
import it.sportello.journal.Entry;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A card says the same, made of the desk's record and made of the history.
final class CardsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ContactId ID = new ContactId("c1");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final QueueId QUEUE = new QueueId("tributi");

  private final Cards cards = new Cards(new Names(Map.of(), Map.of(), Map.of()));
  private Optional<Contact> contact = Optional.empty();
  private Optional<ContactHistory> history = Optional.empty();
  private long sequence;

  private void happens(ContactEvent event) {
    sequence++;
    Entry entry = Entry.of(sequence, Facts.codec().draft(event, NOON));
    contact =
        contact
            .map(c -> ContactFold.apply(c, event, NOON))
            .or(() -> ContactFold.begin(event, NOON));
    history = HistoryFold.apply(history, entry, event);
  }

  private void liveAfter(ContactEvent event, boolean live) {
    happens(event);
    Shapes.Card ofDesk = cards.card(contact.orElseThrow());
    Shapes.Card ofHistory = cards.card(history.orElseThrow());
    assertEquals(live, ofDesk.live(), "desk, after " + event);
    assertEquals(live, ofHistory.live(), "history, after " + event);
    assertEquals(ofDesk.state().kind(), ofHistory.state().kind(), "after " + event);
    assertEquals(ofDesk.subject(), ofHistory.subject(), "after " + event);
  }

  private static ContactEvent arrived(Channel channel, Optional<CallId> call, String subject) {
    return new ContactEvent.Arrived(
        ID, channel, new CustomerId("k"), "SP-1", "055", call, "", "+390555550143", subject);
  }

  private static ContactEvent queued(Because because) {
    return new ContactEvent.Queued(ID, QUEUE, 0, NOON, because, Optional.empty());
  }

  private static ContactEvent offered() {
    return new ContactEvent.Offered(ID, ANNA, NOON, new Explanation("longest-idle", 1, Map.of()));
  }

  @Test
  void aCallIsLiveUntilTheTalkEndsAndNotWhenItComesBackFromACenter() {
    liveAfter(arrived(Channel.VOICE, Optional.of(new CallId("call-1")), ""), true);
    liveAfter(queued(Because.ARRIVED), true);
    liveAfter(offered(), true);
    liveAfter(new ContactEvent.Accepted(ID, ANNA), true);
    liveAfter(new ContactEvent.Held(ID, ANNA), true);
    liveAfter(new ContactEvent.Resumed(ID, ANNA), true);
    liveAfter(new ContactEvent.WrapUpStarted(ID, ANNA, NOON), false);
    liveAfter(
        new ContactEvent.Escalated(ID, ANNA, new EscalationId("e1"), new CenterId("tributi"), NOON),
        false);
    liveAfter(queued(Because.OPINION), false);
    liveAfter(offered(), false);
    liveAfter(new ContactEvent.Accepted(ID, ANNA), false);
  }

  @Test
  void aPromisedCallBackIsOnTheLineOnlyWhileItGoesOn() {
    liveAfter(arrived(Channel.VOICE, Optional.of(new CallId("call-1")), ""), true);
    liveAfter(queued(Because.ARRIVED), true);
    liveAfter(new ContactEvent.CallbackPromised(ID, "+390555550143", NOON), false);
    promiseIs(Optional.of(new Shapes.Callback("+390555550143", 0, Optional.empty())));
    liveAfter(offered(), false);
    liveAfter(new ContactEvent.DialStarted(ID, ANNA, new CallId("call-2"), 1, NOON), true);
    liveAfter(new ContactEvent.DialEnded(ID, ANNA, Reached.BUSY), true);
    liveAfter(new ContactEvent.CallbackRested(ID, 1, NOON), false);
    promiseIs(Optional.of(new Shapes.Callback("+390555550143", 1, Optional.of(NOON))));
    liveAfter(new ContactEvent.CallbackDue(ID), false);
    liveAfter(offered(), false);
    liveAfter(new ContactEvent.DialStarted(ID, ANNA, new CallId("call-3"), 2, NOON), true);
    liveAfter(new ContactEvent.Returned(ID, ANNA, Because.UNREACHABLE, NOON, ""), false);
    liveAfter(offered(), false);
    liveAfter(new ContactEvent.DialStarted(ID, ANNA, new CallId("call-4"), 3, NOON), true);
    liveAfter(new ContactEvent.CallbackEnded(ID, CallbackEnd.REACHED), true);
    promiseIs(Optional.empty());
    liveAfter(new ContactEvent.Accepted(ID, ANNA), true);
    liveAfter(new ContactEvent.WrapUpStarted(ID, ANNA, NOON), false);
  }

  @Test
  void whatIsLeftOfAPromiseIsWrittenWork() {
    happens(arrived(Channel.VOICE, Optional.of(new CallId("call-1")), ""));
    happens(queued(Because.ARRIVED));
    happens(new ContactEvent.CallbackPromised(ID, "+390555550143", NOON));
    happens(offered());
    happens(new ContactEvent.DialStarted(ID, ANNA, new CallId("call-2"), 1, NOON));
    happens(new ContactEvent.DialEnded(ID, ANNA, Reached.BUSY));
    liveAfter(new ContactEvent.CallbackEnded(ID, CallbackEnd.GIVEN_UP), false);
    liveAfter(queued(Because.CALLBACK_FAILED), false);
    promiseIs(Optional.empty());
    assertEquals(Optional.empty(), cards.card(contact.orElseThrow()).notReached());
    assertEquals(Optional.empty(), cards.card(history.orElseThrow()).notReached());
    liveAfter(new ContactEvent.Accepted(ID, ANNA), false);
  }

  private void promiseIs(Optional<Shapes.Callback> promise) {
    assertEquals(promise, cards.card(contact.orElseThrow()).callback());
    assertEquals(promise, cards.card(history.orElseThrow()).callback());
  }

  @Test
  void aMailIsNeverLive() {
    liveAfter(arrived(Channel.EMAIL, Optional.empty(), "Rimborso"), false);
    liveAfter(queued(Because.ARRIVED), false);
    liveAfter(offered(), false);
  }

  @Test
  void saysNothingForASubjectThatIsNotThere() {
    happens(arrived(Channel.VOICE, Optional.of(new CallId("call-1")), ""));
    assertEquals(Optional.empty(), cards.card(contact.orElseThrow()).subject());
    assertEquals(Optional.empty(), cards.card(history.orElseThrow()).subject());
  }
}

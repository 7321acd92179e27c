package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.OFFER;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.live;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static it.sportello.desk.Samples.resync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.contact.Outcome;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.Reason;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What happens to calls in one moment: both sides hang up, answer and farewell meet, the PBX or
/// the server was away.
class CallCrossingTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final ContactId C2 = new ContactId("c2");
  private static final CallId CALL = new CallId("c1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void ignoresThatBothSidesHangUp() {
    talking();
    desk.sendTogether(
        phone(new CallEvent.TalkEnded(CALL, ANNA)), phone(new CallEvent.HungUp(CALL)));
    Instant until = assertInstanceOf(WrapUp.class, desk.contact(C1).state()).until();
    desk.pass(Duration.ofSeconds(1));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    assertEquals(until, assertInstanceOf(WrapUp.class, desk.contact(C1).state()).until());
    assertEquals(1, desk.facts(ContactEvent.WrapUpStarted.class).size());
  }

  @Test
  void isAbandonedWhenTheCallerLeavesInTheMomentOfTheAnswer() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.takeEffects();
    desk.sendTogether(
        phone(new CallEvent.HungUp(CALL)),
        phone(new CallEvent.Answered(CALL, ANNA)),
        phone(new CallEvent.TalkEnded(CALL, ANNA)));
    assertFalse(desk.isOpen(C1));
    assertEquals(Outcome.ABANDONED, desk.facts(ContactEvent.Closed.class).getLast().outcome());
    assertEquals(List.of(), desk.takeEffects());
    desk.send(calls("c2"));
    assertEquals(Optional.of(ANNA), desk.contact(C2).owner());
  }

  @Test
  void takesTheAnswerOfAnOperatorWhoGoesInThatMoment() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(new Command.ChoosePresence(ANNA, Presence.AWAY, ""));
    desk.send(new Command.ConsoleGone(ANNA));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.send(calls("c2"));
    assertInstanceOf(Waiting.class, desk.contact(C2).state());
  }

  @Test
  void asksTheNextWhenTheOneAskedHasGone() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    desk.send(calls("c1"));
    desk.send(new Command.ChoosePresence(ANNA, Presence.AWAY, ""));
    desk.send(phone(new CallEvent.NotAnswered(CALL, ANNA, Reason.NO_ANSWER)));
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
    assertEquals(Presence.AWAY, desk.operator(ANNA).presence());
  }

  @Test
  void repeatedAndLateEventsAfterARestartChangeNothing() {
    talking();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.send(new Command.Close(ANNA, C1, List.of(), ""));
    desk.send(calls("c2"));
    var again = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    again.send(resync(List.of(live("c2", Optional.empty())), ANNA));
    for (Command late :
        List.of(
            calls("c2"),
            phone(new CallEvent.Answered(CALL, ANNA)),
            phone(new CallEvent.NotAnswered(CALL, ANNA, Reason.NO_ANSWER)),
            phone(new CallEvent.TalkEnded(CALL, ANNA)),
            phone(new CallEvent.HungUp(CALL)),
            resync(List.of(live("c2", Optional.empty())), ANNA))) {
      assertInstanceOf(Reply.Done.class, again.send(late));
    }
    assertEquals(List.of(), again.facts(ContactEvent.Arrived.class));
    assertEquals(List.of(), again.facts(ContactEvent.Closed.class));
    assertTrue(again.isOpen(C2));
  }

  @Test
  void asksNobodyByTelephoneWhileThePbxIsOutOfReach() {
    logIn(desk, ANNA);
    desk.send(new Command.ChoosePresence(ANNA, Presence.AWAY, ""));
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.LinkLost()));
    desk.send(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, ""));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.send(resync(List.of(live("c1", Optional.empty())), ANNA));
    assertEquals(List.of(new Effect.Ring(CALL, C1, ANNA, OFFER)), desk.takeEffects());
  }

  @Test
  void doesNotPauseForACallWhoseAnswerCouldNotBeHeard() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.LinkLost()));
    desk.pass(OFFER);
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence());
    desk.send(resync(List.of(live("c1", Optional.of(ANNA))), ANNA));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
  }

  @Test
  void doesNotPauseForACallThatRangWhileTheServerWasAway() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    var again =
        new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now.plus(OFFER));
    again.send(resync(List.of(live("c1", Optional.of(ANNA))), ANNA));
    assertEquals(Presence.AVAILABLE, again.operator(ANNA).presence());
    assertInstanceOf(Handling.class, again.contact(C1).state());
  }

  private void talking() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.takeEffects();
  }
}

package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.GRACE;
import static it.sportello.desk.Samples.OFFER;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.WRAP_UP;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.live;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static it.sportello.desk.Samples.resync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.OnHold;
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

/// Calls: late, repeated and crossing events included.
class CallStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final ContactId C2 = new ContactId("c2");
  private static final CallId CALL = new CallId("c1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void ringsIsAnsweredEndsAndIsWrappedUp() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    assertEquals(List.of(new Effect.Ring(CALL, C1, ANNA, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.Held(CALL, ANNA)));
    assertInstanceOf(OnHold.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.Resumed(CALL, ANNA)));
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    assertFalse(desk.isOpen(C1));
  }

  @Test
  void doesNotDisturbTheWrapUpOfACall() {
    talking();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(calls("c2"));
    desk.send(form("f1"));
    assertInstanceOf(Waiting.class, desk.contact(C2).state());
    desk.pass(WRAP_UP);
    assertFalse(desk.isOpen(C1));
    assertEquals(Optional.of(ANNA), desk.contact(C2).owner());
    assertInstanceOf(Waiting.class, desk.contact(new ContactId("f1")).state());
  }

  @Test
  void isAbandonedWhileItWaits() {
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertFalse(desk.isOpen(C1));
    assertEquals(Outcome.ABANDONED, desk.facts(ContactEvent.Closed.class).getLast().outcome());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(1, desk.facts(ContactEvent.Closed.class).size());
  }

  @Test
  void freesTheOperatorWhenTheCallerHangsUpWhileItRings() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(calls("c2"));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(Optional.of(ANNA), desk.contact(C2).owner());
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence());
  }

  @Test
  void goesToTheNextWhenOneRejects() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.NotAnswered(CALL, ANNA, Reason.BUSY)));
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence());
  }

  @Test
  void pausesWhoDoesNotAnswerAndReturnsToItsPlace() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    Instant since = desk.now;
    desk.pass(OFFER.minusSeconds(1));
    desk.send(phone(new CallEvent.NotAnswered(CALL, ANNA, Reason.NO_ANSWER)));
    assertEquals("not-answering", desk.operator(ANNA).reason());
    assertEquals(since, assertInstanceOf(Waiting.class, desk.contact(C1).state()).since());
  }

  @Test
  void putsTheCallerBackWhenNobodySaysHowTheRingingEnded() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.takeEffects();
    desk.pass(OFFER);
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
    assertEquals("not-answering", desk.operator(ANNA).reason());
  }

  @Test
  void takesASoftphoneThatCannotBeReachedForGone() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.NotAnswered(CALL, ANNA, Reason.UNREACHABLE)));
    assertFalse(desk.operator(ANNA).phone());
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence());
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
  }

  @Test
  void ignoresThatBothSidesHangUp() {
    talking();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    Instant until = assertInstanceOf(WrapUp.class, desk.contact(C1).state()).until();
    desk.pass(Duration.ofSeconds(1));
    assertInstanceOf(Reply.Done.class, desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA))));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(until, assertInstanceOf(WrapUp.class, desk.contact(C1).state()).until());
  }

  @Test
  void sendsTheCallerBackWhenTheAnswerCrossesTheExpiry() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.pass(OFFER);
    desk.takeEffects();
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
  }

  @Test
  void lateAnswerDoesNotTakeTheCallerFromWhoeverHasThemNow() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    desk.send(calls("c1"));
    desk.pass(OFFER);
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
    desk.takeEffects();
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertEquals(List.of(), desk.takeEffects());
    desk.send(phone(new CallEvent.Answered(CALL, BRUNO)));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertEquals(List.of(), desk.takeEffects());
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
  }

  @Test
  void takesTheAnswerThatComesBeforeTheTimerWasHeard() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.now = desk.now.plus(OFFER).minusMillis(1);
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
  }

  @Test
  void putsTheCallerBackWhenTheLineGoesDownWhileItRings() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.takeEffects();
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(Because.UNREACHABLE, desk.facts(ContactEvent.Returned.class).getLast().because());
  }

  @Test
  void goesOnTalkingWithoutTheConsole() {
    talking();
    desk.send(new Command.ConsoleGone(ANNA));
    desk.pass(GRACE);
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    assertEquals(Presence.AWAY, desk.operator(ANNA).presence());
  }

  @Test
  void returnsTheRingingCallOfAnOperatorWhoIsLost() {
    logIn(desk, ANNA);
    desk.send(new Command.ConsoleGone(ANNA));
    desk.pass(GRACE.minusSeconds(1));
    desk.send(new Command.ConsoleConnected(ANNA));
    desk.send(calls("c1"));
    desk.send(new Command.ConsoleGone(ANNA));
    desk.takeEffects();
    desk.pass(OFFER);
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
  }

  @Test
  void transfersTheCallerToAnotherQueue() {
    talking();
    logIn(desk, CARLA);
    desk.pass(Duration.ofSeconds(1));
    desk.takeEffects();
    desk.send(new Command.Transfer(ANNA, C1, REGISTRY));
    assertEquals(List.of(new Effect.Ring(CALL, C1, CARLA, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    assertEquals(Optional.of(CARLA), desk.contact(C1).owner());
  }

  @Test
  void hangsUpWhenTheOperatorWantsTo() {
    talking();
    desk.send(new Command.HangUp(ANNA, C1));
    assertEquals(List.of(new Effect.EndTalk(CALL)), desk.takeEffects());
  }

  @Test
  void adoptsCallersWhoWaitedWhileTheLinkWasDown() {
    logIn(desk, ANNA);
    desk.send(resync(List.of(live("c1", Optional.empty())), ANNA));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
  }

  @Test
  void leavesATalkAloneThatBeganWhileTheLinkWasDown() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    desk.send(calls("c1"));
    desk.takeEffects();
    desk.pass(Duration.ofSeconds(5));
    desk.send(resync(List.of(live("c1", Optional.of(ANNA))), ANNA, BRUNO));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
    assertEquals(List.of(), desk.takeEffects());
  }

  @Test
  void adoptsATalkThatTheDeskNeverHeardOf() {
    logIn(desk, ANNA);
    logIn(desk, BRUNO);
    desk.send(resync(List.of(live("c1", Optional.of(BRUNO))), ANNA, BRUNO));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
    assertEquals(List.of(), desk.takeEffects());
  }

  @Test
  void closesCallsThatAreGone() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.send(calls("c2"));
    desk.send(resync(List.of(), ANNA));
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    assertFalse(desk.isOpen(C2));
  }

  @Test
  void returnsACallerWhoWaitsAlthoughTheDeskThoughtTheyTalked() {
    talking();
    desk.send(resync(List.of(live("c1", Optional.empty())), ANNA));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(Outcome.ABANDONED, desk.facts(ContactEvent.Closed.class).getLast().outcome());
  }

  @Test
  void knowsWhichSoftphonesAreThere() {
    logIn(desk, ANNA);
    desk.send(resync(List.of(), BRUNO));
    assertFalse(desk.operator(ANNA).phone());
    assertTrue(desk.operator(BRUNO).phone());
  }

  @Test
  void givesTheMostUrgentOfSeveralFoundCallsToTheOnlyOperator() {
    logIn(desk, ANNA);
    desk.send(new Command.Phone(new CallEvent.LineDown(ANNA), List.of()));
    desk.send(calls("z-first"));
    desk.pass(Duration.ofSeconds(10));
    desk.send(
        resync(
            List.of(live("a-second", Optional.empty()), live("z-first", Optional.empty())), ANNA));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("z-first")).owner());
  }

  private void talking() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.takeEffects();
  }
}

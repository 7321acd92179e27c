package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.DIAL;
import static it.sportello.desk.Samples.OFFER;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.callsOut;
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
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.contact.Outcome;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.BeginningCall;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Calls that operators make.
class OutgoingStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final CallId CALL = CallId.outgoing(C1, 1);
  private static final String NUMBER = "+390551112223";

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void ringsTheOperatorThenDialsThenTalksAndCloses() {
    callPlaced();
    assertEquals(List.of(new Effect.CallOwn(CALL, C1, ANNA, NUMBER, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    assertEquals(
        List.of(new Effect.CallOutside(CALL, NUMBER, "0550001", DIAL)), desk.takeEffects());
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    assertEquals(Outcome.HANDLED, outcome());
  }

  @Test
  void isBusyForRoutingWhileItGoesOn() {
    callPlaced();
    desk.send(calls("c2"));
    assertInstanceOf(Waiting.class, desk.contact(new ContactId("c2")).state());
    desk.send(phone(new CallEvent.OwnEnded(CALL, ANNA)));
    desk.send(new Command.Close(ANNA, C1, List.of(), ""));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c2")).owner());
  }

  @Test
  void saysWhatBecameOfACallThatReachedNobody() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    desk.takeEffects();
    desk.send(phone(new CallEvent.NotReached(CALL, Reached.BUSY)));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    assertEquals(Optional.of(Reached.BUSY), desk.contact(C1).dialled().last());
    desk.pass(Duration.ofHours(1));
    assertEquals(Outcome.NOT_REACHED, outcome());
  }

  @Test
  void theOperatorWhoHangsUpFirstEndsIt() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    desk.takeEffects();
    desk.send(phone(new CallEvent.OwnEnded(CALL, ANNA)));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
    assertEquals(Optional.of(Reached.CANCELLED), desk.contact(C1).dialled().last());
    // the leg outside says so too, a moment later
    desk.send(phone(new CallEvent.NotReached(CALL, Reached.FAILED)));
    assertEquals(Optional.of(Reached.CANCELLED), desk.contact(C1).dialled().last());
  }

  @Test
  void whoWasNotReachedDoesNotComeBack() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnEnded(CALL, ANNA)));
    desk.send(phone(new CallEvent.Forwarded(CALL, Reached.BUSY)));
    desk.send(resync(List.of(live(CALL.value(), Optional.empty())), ANNA));
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
  }

  @Test
  void theOperatorEndsItInTheConsole() {
    callPlaced();
    desk.takeEffects();
    assertInstanceOf(Reply.Done.class, desk.send(new Command.HangUp(ANNA, C1)));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
    desk.send(phone(new CallEvent.NotReached(CALL, Reached.FAILED)));
    assertEquals(Optional.of(Reached.CANCELLED), desk.contact(C1).dialled().last());
  }

  @Test
  void anOwnPhoneThatDoesNotAnswerDialsNothing() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnEnded(CALL, ANNA)));
    assertEquals(Optional.of(Reached.NO_PHONE), desk.contact(C1).dialled().last());
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    assertFalse(desk.takeEffects().stream().anyMatch(Effect.CallOutside.class::isInstance));
  }

  @Test
  void goesOnByItselfWhenThePbxNeverTells() {
    callPlaced();
    desk.pass(OFFER.plusSeconds(10));
    assertEquals(Optional.of(Reached.NO_PHONE), desk.contact(C1).dialled().last());
    desk.send(new Command.CallAgain(ANNA, C1));
    CallId second = CallId.outgoing(C1, 2);
    desk.send(phone(new CallEvent.OwnAnswered(second, ANNA)));
    desk.pass(DIAL.plusSeconds(10));
    assertEquals(Optional.of(Reached.NO_ANSWER), desk.contact(C1).dialled().last());
  }

  @Test
  void callsTheSameNumberAgainOnlyWhenNobodyWasReached() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    assertRefused("wrong-state", desk.send(new Command.CallAgain(ANNA, C1)));
    desk.send(phone(new CallEvent.NotReached(CALL, Reached.NO_ANSWER)));
    desk.takeEffects();
    assertInstanceOf(Reply.Done.class, desk.send(new Command.CallAgain(ANNA, C1)));
    CallId second = CallId.outgoing(C1, 2);
    assertEquals(List.of(new Effect.CallOwn(second, C1, ANNA, NUMBER, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.OwnAnswered(second, ANNA)));
    desk.send(phone(new CallEvent.Answered(second, ANNA)));
    desk.send(phone(new CallEvent.HungUp(second)));
    assertRefused("wrong-state", desk.send(new Command.CallAgain(ANNA, C1)));
    desk.send(new Command.Close(ANNA, C1, List.of(), ""));
    assertEquals(Outcome.HANDLED, outcome());
  }

  @Test
  void isRefusedToWhoCannotOrMayNot() {
    assertRefused("away", desk.send(callsOut(ANNA, "c1", TAXES)));
    logIn(desk, ANNA);
    logIn(desk, CARLA);
    assertRefused("no-such-queue", desk.send(callsOut(CARLA, "c1", TAXES)));
    desk.send(calls("c2"));
    assertRefused("not-free", desk.send(callsOut(ANNA, "c1", TAXES)));
    desk.send(phone(new CallEvent.HungUp(new CallId("c2"))));
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    assertRefused("no-phone", desk.send(callsOut(ANNA, "c1", TAXES)));
    assertFalse(desk.isOpen(C1));
  }

  @Test
  void anOperatorOnAPauseMayCall() {
    logIn(desk, ANNA);
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "lunch"));
    assertInstanceOf(Reply.Done.class, desk.send(callsOut(ANNA, "c1", TAXES)));
  }

  @Test
  void findsItsCallsAgainAfterARestart() {
    callPlaced();
    InlineDesk again = restarted();
    again.send(resync(List.of(), List.of(new BeginningCall(CALL, ANNA, true, false)), ANNA));
    assertEquals(
        List.of(new Effect.CallOutside(CALL, NUMBER, "0550001", DIAL)), again.takeEffects());
    assertTrue(((Dialling) again.contact(C1).state()).ready());
    again.send(resync(List.of(live(CALL.value(), Optional.of(ANNA))), ANNA));
    assertInstanceOf(Handling.class, again.contact(C1).state());
  }

  @Test
  void closesAfterARestartWhatIsNotThereAnyMore() {
    callPlaced();
    InlineDesk gone = restarted();
    gone.send(resync(List.of(), ANNA));
    assertEquals(Optional.of(Reached.FAILED), gone.contact(C1).dialled().last());
    desk.send(phone(new CallEvent.OwnAnswered(CALL, ANNA)));
    InlineDesk alone = restarted();
    alone.send(resync(List.of(), List.of(new BeginningCall(CALL, ANNA, true, false)), ANNA));
    assertEquals(Optional.of(Reached.FAILED), alone.contact(C1).dialled().last());
    assertEquals(List.of(new Effect.HangUp(CALL)), alone.takeEffects());
  }

  @Test
  void letsGoOfABeginningCallThatNobodyKnows() {
    desk.send(resync(List.of(), List.of(new BeginningCall(CALL, ANNA, true, true)), ANNA));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
  }

  @Test
  void givesMoreTimeForTheWrapUpAsOftenAsTheQueueAllows() {
    callPlaced();
    desk.send(phone(new CallEvent.OwnEnded(CALL, ANNA)));
    WrapUp first = (WrapUp) desk.contact(C1).state();
    assertRefused("not-yours", desk.send(new Command.ExtendWrapUp(CARLA, C1)));
    desk.send(new Command.ExtendWrapUp(ANNA, C1));
    desk.send(new Command.ExtendWrapUp(ANNA, C1));
    assertRefused("no-more-time", desk.send(new Command.ExtendWrapUp(ANNA, C1)));
    WrapUp after = (WrapUp) desk.contact(C1).state();
    assertEquals(first.until().plusSeconds(120), after.until());
    assertEquals(first.since(), after.since());
    desk.pass(Duration.between(desk.now, after.until()).minusMillis(1));
    assertTrue(desk.isOpen(C1));
    desk.pass(Duration.ofMillis(1));
    assertFalse(desk.isOpen(C1));
  }

  private void callPlaced() {
    logIn(desk, ANNA);
    assertInstanceOf(Reply.Done.class, desk.send(callsOut(ANNA, "c1", TAXES)));
    assertInstanceOf(Dialling.class, desk.contact(C1).state());
  }

  private InlineDesk restarted() {
    return new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
  }

  private Outcome outcome() {
    return desk.facts(ContactEvent.Closed.class).getLast().outcome();
  }

  private static void assertRefused(String code, Reply reply) {
    assertEquals(code, assertInstanceOf(Reply.Refused.class, reply).code());
  }
}

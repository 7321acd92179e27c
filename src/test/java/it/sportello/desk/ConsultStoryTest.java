package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.DIAL;
import static it.sportello.desk.Samples.PHONE_GRACE;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.WRAP_UP;
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
import it.sportello.base.OperatorId;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.desk.Command.ConsultStep.Step;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.Room;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An operator asks somebody while the caller waits: each step, and each way out.
class ConsultStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final CallId CALL = new CallId("c1");
  private static final Party CALLER = new Party.Caller();
  private static final Party BY = new Party.Colleague(ANNA);
  private static final Party ASKED = new Party.Colleague(BRUNO);
  private static final Party OUTSIDE = new Party.Outside();

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  private void talking() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    logIn(desk, BRUNO);
    desk.takeEffects();
  }

  private void ringing() {
    talking();
    done(new Command.Consult(ANNA, C1, Optional.of(BRUNO), ""));
    assertEquals(
        List.of(new Effect.Consult(CALL, C1, ANNA, ASKED, "", "", DIAL)), desk.takeEffects());
  }

  private void aside() {
    ringing();
    desk.send(phone(new CallEvent.Joined(CALL, BY)));
    desk.send(phone(new CallEvent.Joined(CALL, ASKED)));
  }

  private void outside() {
    talking();
    done(new Command.Consult(ANNA, C1, Optional.empty(), "+390551112223"));
    assertEquals(
        List.of(new Effect.Consult(CALL, C1, ANNA, OUTSIDE, "+390551112223", "0550001", DIAL)),
        desk.takeEffects());
    desk.send(phone(new CallEvent.Joined(CALL, OUTSIDE)));
  }

  private void done(Command command) {
    assertInstanceOf(Reply.Done.class, desk.send(command));
  }

  private void step(Step step) {
    done(new Command.ConsultStep(ANNA, C1, step));
  }

  private void refused(String code, Command command) {
    assertEquals(code, assertInstanceOf(Reply.Refused.class, desk.send(command)).code());
  }

  private void left(Party party) {
    desk.send(phone(new CallEvent.Left(CALL, party, false)));
  }

  private void is(Class<? extends ContactState> state, Optional<OperatorId> owner) {
    assertInstanceOf(state, desk.contact(C1).state());
    assertEquals(owner, desk.contact(C1).owner());
  }

  private static Effect move(Party party, Spot spot) {
    return new Effect.Move(CALL, party, spot);
  }

  private static Effect drop(Party party) {
    return new Effect.Drop(CALL, party);
  }

  private void effects(Effect... expected) {
    assertEquals(List.of(expected), desk.takeEffects());
  }

  @Test
  void theCallerHoldsWhileSomebodyIsAsked() {
    aside();
    is(OnHold.class, Optional.of(ANNA));
    step(Step.SWAP);
    effects(move(CALLER, Spot.ROOM), move(ASKED, Spot.HOLD));
    is(Handling.class, Optional.of(ANNA));
    step(Step.SWAP);
    effects(move(CALLER, Spot.HOLD), move(ASKED, Spot.ROOM));
    is(OnHold.class, Optional.of(ANNA));
    step(Step.CONFERENCE);
    effects(move(CALLER, Spot.ROOM));
    is(Handling.class, Optional.of(ANNA));
    step(Step.SWAP);
    effects(move(CALLER, Spot.HOLD));
  }

  @Test
  void theCallerComesBackToWhoAsked() {
    aside();
    step(Step.RETURN);
    effects(drop(ASKED), move(CALLER, Spot.ROOM));
    is(Handling.class, Optional.of(ANNA));
    left(ASKED);
    effects();
    refused("wrong-state", new Command.ConsultStep(ANNA, C1, Step.COMPLETE));
    left(BY);
    is(WrapUp.class, Optional.of(ANNA));
    assertTrue(desk.takeEffects().contains(new Effect.EndTalk(CALL)));
  }

  @Test
  void whoWasAskedHasTheCaller() {
    aside();
    step(Step.COMPLETE);
    effects(move(CALLER, Spot.ROOM), drop(BY));
    is(Handling.class, Optional.of(BRUNO));
    left(BY);
    is(Handling.class, Optional.of(BRUNO));
    desk.send(calls("c2"));
    assertEquals(Optional.empty(), desk.contact(new ContactId("c2")).owner());
    desk.pass(WRAP_UP.minusMillis(1));
    assertEquals(Optional.empty(), desk.contact(new ContactId("c2")).owner());
    desk.pass(WRAP_UP);
    assertTrue(desk.state.openPartings().isEmpty());
  }

  @Test
  void whoGaveTheCallerAwayIsFreeWhenTheySaySo() {
    aside();
    step(Step.COMPLETE);
    desk.send(calls("c2"));
    done(new Command.WrappedUp(ANNA, C1));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c2")).owner());
    refused("wrong-state", new Command.WrappedUp(ANNA, C1));
  }

  @Test
  void somebodyOutsideHasTheCaller() {
    outside();
    step(Step.SWAP);
    desk.takeEffects();
    step(Step.COMPLETE);
    effects(new Effect.Leave(CALL), move(OUTSIDE, Spot.ROOM), drop(BY));
    is(WrapUp.class, Optional.of(ANNA));
    desk.send(phone(new CallEvent.Joined(CALL, OUTSIDE)));
    effects();
  }

  @Test
  void whoIsAskedMakesNoCallOfTheirOwn() {
    ringing();
    refused("not-free", callsOut(BRUNO, "own", TAXES));
    desk.send(phone(new CallEvent.NotJoined(CALL, Reached.BUSY)));
    done(callsOut(BRUNO, "own", TAXES));
  }

  @Test
  void nobodyIsAskedTwiceNorWhoCannotAnswer() {
    talking();
    refused("no-such-operator", new Command.Consult(ANNA, C1, Optional.of(ANNA), ""));
    refused("not-reachable", new Command.Consult(ANNA, C1, Optional.of(CARLA), ""));
    refused("not-yours", new Command.Consult(BRUNO, C1, Optional.of(CARLA), ""));
    desk.send(calls("c2"));
    refused("busy", new Command.Consult(ANNA, C1, Optional.of(BRUNO), ""));
    done(new Command.Consult(ANNA, C1, Optional.empty(), "+390551112223"));
    refused("wrong-state", new Command.Consult(ANNA, C1, Optional.empty(), "+390551112223"));
    refused("wrong-state", new Command.ConsultStep(ANNA, C1, Step.COMPLETE));
  }

  @Test
  void whoIsAskedGetsNoOtherCall() {
    ringing();
    desk.send(calls("c2"));
    assertEquals(Optional.empty(), desk.contact(new ContactId("c2")).owner());
    desk.send(phone(new CallEvent.NotJoined(CALL, Reached.BUSY)));
    assertEquals(Optional.of(BRUNO), desk.contact(new ContactId("c2")).owner());
  }

  @Test
  void everybodyIsBackWhenNobodyAnswers() {
    ringing();
    desk.send(phone(new CallEvent.NotJoined(CALL, Reached.NO_ANSWER)));
    effects(drop(ASKED), move(CALLER, Spot.ROOM));
    is(Handling.class, Optional.of(ANNA));
    assertEquals(ConsultEnd.NO_ANSWER, desk.facts(ConsultEvent.Ended.class).getLast().because());
  }

  @Test
  void whoAnswersInTheMomentOfTheReturnIsSentAway() {
    ringing();
    step(Step.RETURN);
    effects(move(BY, Spot.ROOM), drop(ASKED), move(CALLER, Spot.ROOM));
    desk.send(phone(new CallEvent.Joined(CALL, BY)));
    desk.send(phone(new CallEvent.Joined(CALL, ASKED)));
    effects(drop(ASKED));
    is(Handling.class, Optional.of(ANNA));
  }

  @Test
  void theCallerWhoHangsUpTakesEverybodyAlong() {
    for (Step step : List.of(Step.SWAP, Step.CONFERENCE)) {
      var story = new ConsultStoryTest();
      story.aside();
      story.step(step);
      story.desk.takeEffects();
      story.desk.send(phone(new CallEvent.HungUp(CALL)));
      story.effects(drop(ASKED), drop(BY));
      story.is(WrapUp.class, Optional.of(ANNA));
      assertTrue(story.desk.state.openConsults().isEmpty());
    }
    ringing();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    effects(drop(ASKED), drop(BY));
  }

  @Test
  void theOperatorWhoHangsUpLeavesTheCallerToWhoIsWithThem() {
    aside();
    left(BY);
    is(Handling.class, Optional.of(BRUNO));
    assertTrue(desk.takeEffects().contains(move(CALLER, Spot.ROOM)));
  }

  @Test
  void theOperatorWhoHangsUpInAConferenceLeavesIt() {
    aside();
    step(Step.CONFERENCE);
    left(BY);
    is(Handling.class, Optional.of(BRUNO));
    left(ASKED);
    is(WrapUp.class, Optional.of(BRUNO));
  }

  /// Asked for in the moment of the answer, or of the goodbye: Asterisk ended the operator's leg
  /// instead of moving it, and the caller is on hold, alone.
  @Test
  void theCallerWaitsAgainIfTheOperatorsLegEndedInsteadOfBeingMoved() {
    ringing();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    // who was asked is free now, and next in turn
    is(ContactState.Offered.class, Optional.of(BRUNO));
    effects(drop(ASKED), drop(BY), new Effect.Ring(CALL, C1, BRUNO, Samples.OFFER));
    assertTrue(desk.state.openConsults().isEmpty());
  }

  @Test
  void theCallerWaitsAgainIfNobodyIsWithThem() {
    ringing();
    left(BY);
    // who was asked is free now, and next in turn
    is(ContactState.Offered.class, Optional.of(BRUNO));
    effects(drop(ASKED), drop(BY), new Effect.Ring(CALL, C1, BRUNO, Samples.OFFER));
    var swapped = new ConsultStoryTest();
    swapped.aside();
    swapped.step(Step.SWAP);
    swapped.desk.takeEffects();
    swapped.left(BY);
    assertEquals(Optional.of(BRUNO), swapped.desk.contact(C1).owner());
    assertInstanceOf(Effect.Ring.class, swapped.desk.takeEffects().getLast());
  }

  @Test
  void theTalkGoesOnWithoutWhoWasAsked() {
    aside();
    left(ASKED);
    effects(drop(ASKED), move(CALLER, Spot.ROOM));
    is(Handling.class, Optional.of(ANNA));
    assertEquals(ConsultEnd.LEFT, desk.facts(ConsultEvent.Ended.class).getLast().because());
  }

  @Test
  void aTelephoneThatVanishesIsLikeOneThatHangsUp() {
    aside();
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    desk.takeEffects();
    desk.pass(PHONE_GRACE);
    is(Handling.class, Optional.of(BRUNO));
    desk.send(phone(new CallEvent.LineDown(BRUNO)));
    desk.pass(PHONE_GRACE);
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
  }

  @Test
  void theTelephoneOfWhoIsAskedVanishes() {
    ringing();
    desk.send(phone(new CallEvent.LineDown(BRUNO)));
    is(Handling.class, Optional.of(ANNA));
    var talking = new ConsultStoryTest();
    talking.aside();
    talking.desk.send(phone(new CallEvent.LineDown(BRUNO)));
    talking.is(OnHold.class, Optional.of(ANNA));
    talking.desk.pass(PHONE_GRACE);
    talking.is(Handling.class, Optional.of(ANNA));
  }

  @Test
  void anOperatorWhoLogsOutWhileAskedIsNotWaitedFor() {
    ringing();
    desk.send(new Command.ConsoleGone(BRUNO));
    desk.pass(Samples.GRACE);
    is(Handling.class, Optional.of(ANNA));
    assertEquals(Optional.empty(), desk.state.openConsults().iterator().next().asked());
  }

  @Test
  void aTransferSendsWhoWasAskedAway() {
    aside();
    desk.send(new Command.Transfer(ANNA, C1, Samples.REGISTRY));
    List<Effect> effects = desk.takeEffects();
    assertTrue(effects.containsAll(List.of(drop(ASKED), drop(BY))), effects::toString);
    assertTrue(desk.state.openConsults().isEmpty());
  }

  @Test
  void musicComesByMovingTheCallerInARoom() {
    aside();
    desk.send(phone(new CallEvent.Held(CALL, ANNA)));
    effects();
    step(Step.RETURN);
    desk.takeEffects();
    desk.send(phone(new CallEvent.Held(CALL, ANNA)));
    effects(move(CALLER, Spot.HOLD));
    is(OnHold.class, Optional.of(ANNA));
    desk.send(phone(new CallEvent.Resumed(CALL, ANNA)));
    effects(move(CALLER, Spot.ROOM));
  }

  private void found(Room room) {
    desk.takeEffects();
    desk.send(resync(List.of(live("c1", Optional.empty(), Optional.of(room))), ANNA, BRUNO));
  }

  @Test
  void findsAfterASilenceThatWhoWasAskedHasAnswered() {
    ringing();
    found(new Room(Spot.HOLD, Map.of(BY, Spot.ROOM, ASKED, Spot.ROOM), Optional.empty()));
    effects();
    assertTrue(desk.state.openConsults().iterator().next().isIn(Consult.Phase.ASIDE));
  }

  @Test
  void findsAfterASilenceThatItStillRings() {
    ringing();
    found(new Room(Spot.HOLD, Map.of(), Optional.of(ANNA)));
    effects();
    is(OnHold.class, Optional.of(ANNA));
  }

  @Test
  void findsAfterASilenceThatWhoAskedHasGone() {
    aside();
    found(new Room(Spot.HOLD, Map.of(ASKED, Spot.ROOM), Optional.empty()));
    is(Handling.class, Optional.of(BRUNO));
    assertTrue(desk.takeEffects().contains(move(CALLER, Spot.ROOM)));
  }

  @Test
  void findsAfterASilenceThatWhoWasAskedHasGone() {
    aside();
    found(new Room(Spot.HOLD, Map.of(BY, Spot.ROOM), Optional.empty()));
    is(Handling.class, Optional.of(ANNA));
    assertTrue(desk.takeEffects().contains(move(CALLER, Spot.ROOM)));
  }

  @Test
  void findsAfterASilenceThatNobodyIsLeft() {
    aside();
    desk.send(new Command.ConsoleGone(BRUNO));
    desk.pass(Samples.GRACE);
    found(new Room(Spot.HOLD, Map.of(), Optional.empty()));
    is(Waiting.class, Optional.empty());
    assertTrue(desk.takeEffects().contains(new Effect.BackToWaiting(CALL)));
  }

  @Test
  void findsAfterASilenceThatNothingWasBegun() {
    ringing();
    desk.send(resync(List.of(live("c1", Optional.of(ANNA))), ANNA, BRUNO));
    is(Handling.class, Optional.of(ANNA));
    assertTrue(desk.state.openConsults().isEmpty());
  }

  @Test
  void findsSomebodyOutsideWithACallerTheyWereGiven() {
    outside();
    step(Step.COMPLETE);
    found(new Room(Spot.ROOM, Map.of(OUTSIDE, Spot.ROOM), Optional.empty()));
    effects(new Effect.Leave(CALL));
    is(WrapUp.class, Optional.of(ANNA));
    assertFalse(desk.state.openConsults().stream().findAny().isPresent());
  }

  @Test
  void bothSidesHangUpInTheSameMoment() {
    aside();
    desk.sendTogether(
        phone(new CallEvent.Left(CALL, BY, false)), phone(new CallEvent.HungUp(CALL)));
    is(WrapUp.class, Optional.of(BRUNO));
    var other = new ConsultStoryTest();
    other.aside();
    other.desk.sendTogether(
        phone(new CallEvent.HungUp(CALL)), phone(new CallEvent.Left(CALL, BY, false)));
    other.is(WrapUp.class, Optional.of(ANNA));
    assertTrue(other.desk.state.openConsults().isEmpty());
  }
}

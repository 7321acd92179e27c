package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.DIAL;
import static it.sportello.desk.Samples.DIRECT;
import static it.sportello.desk.Samples.OFFER;
import static it.sportello.desk.Samples.PHONE_GRACE;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.live;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static it.sportello.desk.Samples.resync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Talks whose operator's softphone goes, and callers who are passed on.
class TalkStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final ContactId C2 = new ContactId("c2");
  private static final CallId CALL = new CallId("c1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void takesTheCallerBackWhenTheSoftphoneStaysAway() {
    talking();
    desk.send(calls("c2"));
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    desk.pass(PHONE_GRACE.minusMillis(1));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
    desk.pass(Duration.ofMillis(1));
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    assertEquals(Optional.of(BRUNO), desk.contact(C1).owner());
    desk.send(phone(new CallEvent.LineUp(ANNA)));
    assertEquals(Optional.of(ANNA), desk.contact(C2).owner());
  }

  @Test
  void keepsTheTalkWhoseSoftphoneComesBack() {
    talking();
    desk.send(phone(new CallEvent.Held(CALL, ANNA)));
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    desk.pass(PHONE_GRACE.minusMillis(1));
    desk.send(phone(new CallEvent.LineUp(ANNA)));
    desk.pass(Duration.ofHours(1));
    assertInstanceOf(OnHold.class, desk.contact(C1).state());
    assertEquals(List.of(), desk.takeEffects());
  }

  @Test
  void leavesATalkAloneThatEndedWithinTheGrace() {
    talking();
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.pass(PHONE_GRACE);
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    assertEquals(List.of(), desk.takeEffects());
  }

  @Test
  void findsAfterARestartThatTheSoftphoneOfATalkHasGone() {
    talking();
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    var again = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    again.pass(PHONE_GRACE.minusSeconds(1));
    again.send(resync(List.of(live("c1", Optional.of(ANNA)))));
    assertInstanceOf(Handling.class, again.contact(C1).state());
    again.pass(Duration.ofSeconds(1));
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), again.takeEffects());
  }

  @Test
  void waitsAgainWhenTheTalkEndedWithoutAGoodbye() {
    talking();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(calls("c1"));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertFalse(desk.isOpen(C1));
  }

  @Test
  void transfersACallerWhoIsOnHold() {
    talking();
    desk.send(phone(new CallEvent.Held(CALL, ANNA)));
    desk.send(phone(new CallEvent.LineDown(ANNA)));
    desk.send(new Command.Transfer(ANNA, C1, REGISTRY));
    assertEquals(REGISTRY, desk.contact(C1).queue());
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
  }

  @Test
  void waitsForTheOperatorItWasGivenToAndThenForAnybody() {
    talking();
    desk.send(new Command.TransferTo(ANNA, C1, CARLA));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.pass(DIRECT.minusSeconds(1));
    logIn(desk, CARLA);
    assertEquals(List.of(new Effect.Ring(CALL, C1, CARLA, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.NotAnswered(CALL, CARLA, CallEvent.Reason.BUSY)));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
  }

  @Test
  void goesToAnybodyWhenTheOperatorItWasGivenToIsNotThere() {
    talking();
    desk.send(new Command.TransferTo(ANNA, C1, BRUNO));
    desk.pass(DIRECT);
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
  }

  @Test
  void comesBackToTheOperatorWhosePageLostTheTalk() {
    talking();
    desk.send(new Command.TransferTo(ANNA, C1, ANNA));
    assertEquals(Because.RECONNECTED, desk.facts(ContactEvent.Queued.class).getLast().because());
    assertEquals(List.of(new Effect.Ring(CALL, C1, ANNA, OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(Handling.class, desk.contact(C1).state());
  }

  @Test
  void givesNothingToNobody() {
    talking();
    Reply reply = desk.send(new Command.TransferTo(ANNA, C1, new OperatorId("elena")));
    assertEquals("no-such-operator", assertInstanceOf(Reply.Refused.class, reply).code());
    assertEquals(List.of(), desk.takeEffects());
  }

  @Test
  void isForwardedAndWrappedUp() {
    forwarded();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(phone(new CallEvent.Forwarded(CALL, Reached.ANSWERED)));
    assertInstanceOf(WrapUp.class, desk.contact(C1).state());
    desk.send(new Command.Close(ANNA, C1, List.of(), ""));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertFalse(desk.isOpen(C1));
    assertEquals(
        List.of(new ContactEvent.ForwardEnded(C1, ANNA, Reached.ANSWERED)),
        desk.facts(ContactEvent.ForwardEnded.class));
  }

  @Test
  void comesBackWhenTheNumberDoesNotAnswer() {
    forwarded();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    desk.send(phone(new CallEvent.Forwarded(CALL, Reached.BUSY)));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
    assertEquals(List.of(new Effect.Ring(CALL, C1, ANNA, OFFER)), desk.takeEffects());
    desk.send(calls("c1"));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
  }

  @Test
  void beginsAnewWhenTheNumberFailsAfterTheContactWasClosed() {
    forwarded();
    desk.send(new Command.Close(ANNA, C1, List.of(), ""));
    desk.send(phone(new CallEvent.Forwarded(CALL, Reached.NO_ANSWER)));
    desk.send(calls("c1"));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
  }

  @Test
  void isFoundWaitingWhenTheNumberFailedWhileTheLinkWasDown() {
    forwarded();
    desk.send(resync(List.of(live("c1", Optional.empty())), ANNA));
    assertEquals(Because.UNREACHABLE, desk.facts(ContactEvent.Returned.class).getLast().because());
  }

  private void forwarded() {
    talking();
    desk.send(new Command.Forward(ANNA, C1, "+39055777"));
    assertEquals(
        List.of(new Effect.DialOut(CALL, "+39055777", "0550001", DIAL)), desk.takeEffects());
  }

  private void talking() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.takeEffects();
  }
}

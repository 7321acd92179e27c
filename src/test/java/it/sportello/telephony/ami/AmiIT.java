package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.PhoneBench.ANNA;
import static it.sportello.telephony.ami.PhoneBench.BRUNO;
import static it.sportello.telephony.ami.PhoneBench.CONTACT;
import static it.sportello.telephony.ami.PhoneBench.DID;
import static it.sportello.telephony.ami.PhoneBench.NUMBER;
import static it.sportello.telephony.ami.PhoneBench.RING;
import static it.sportello.telephony.ami.PhoneBench.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.Reason;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Calls.LinkState;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Sipp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whole calls against a real Asterisk with the shipped configuration; SIPp plays callers and desk
/// phones.
class AmiIT {
  private static AsteriskServer pbx;

  private PhoneBench bench;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(PhoneBench.DESK_PHONE);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }

  @BeforeEach
  void connect() {
    bench = new PhoneBench(pbx);
  }

  @AfterEach
  void disconnect() {
    bench.close();
  }

  @Test
  void aCallerWaitsWithTheNumbersOfBothSides() {
    Instant before = Instant.now();
    bench.caller();
    var waiting = bench.heard.first(CallEvent.Waiting.class);
    assertEquals(DID, waiting.did());
    assertEquals(Optional.of(NUMBER), waiting.callerNumber());
    assertFalse(waiting.since().isBefore(before.minusMillis(1)), waiting::toString);
    assertFalse(waiting.since().isAfter(Instant.now()), waiting::toString);
  }

  @Test
  void aWithheldNumberStaysWithheld() {
    bench.sipp("caller-withholds", "-s", DID);
    assertEquals(Optional.empty(), bench.heard.first(CallEvent.Waiting.class).callerNumber());
  }

  @Test
  void aCallIsAnsweredAndTheOperatorHangsUp() {
    Sipp caller = bench.caller();
    Sipp operator = bench.deskPhone("operator-hangs-up", "-d", "500");
    CallId call = bench.waitingCall();
    bench.calls().ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    caller.succeeds(SOON);
    bench.heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(
            new CallEvent.Ringing(call, BRUNO),
            new CallEvent.Answered(call, BRUNO),
            new CallEvent.TalkEnded(call, BRUNO),
            new CallEvent.HungUp(call)),
        bench.heard.sinceWaiting());
    assertTrue(operator.log().contains("X-CC-Call " + CONTACT), operator::log);
    assertEquals(new Sipp.Statistics(1, 0), operator.statistics());
  }

  @Test
  void holdAndResumeAreTold() {
    bench.caller();
    Sipp operator = bench.deskPhone("operator-holds", "-d", "300");
    CallId call = bench.waitingCall();
    bench.calls().ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    bench.heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(
            new CallEvent.Ringing(call, BRUNO),
            new CallEvent.Answered(call, BRUNO),
            new CallEvent.Held(call, BRUNO),
            new CallEvent.Resumed(call, BRUNO),
            new CallEvent.TalkEnded(call, BRUNO),
            new CallEvent.HungUp(call)),
        bench.heard.sinceWaiting());
  }

  @Test
  void aCallNobodyAnswersWaitsAgainUnderTheSameNameSinceTheSameTime() {
    bench.caller();
    Sipp operator = bench.deskPhone("operator-silent");
    var first = bench.heard.first(CallEvent.Waiting.class);
    bench.heard.forget();
    bench.calls().ring(first.call(), CONTACT, BRUNO, RING);
    assertEquals(first, bench.heard.first(CallEvent.Waiting.class));
    assertEquals(
        List.of(
            new CallEvent.Ringing(first.call(), BRUNO),
            new CallEvent.NotAnswered(first.call(), BRUNO, Reason.NO_ANSWER),
            first),
        bench.heard.ofCalls());
    operator.succeeds(SOON);
  }

  @Test
  void aRejectedCallIsBusyAndWaitsAgain() {
    assertComesBack("operator-rejects", Reason.BUSY);
  }

  @Test
  void anOperatorWhoIsNotRegisteredCannotBeReached() {
    bench.caller();
    var first = bench.heard.first(CallEvent.Waiting.class);
    bench.heard.forget();
    bench.calls().ring(first.call(), CONTACT, ANNA, RING);
    assertEquals(first, bench.heard.first(CallEvent.Waiting.class));
    assertEquals(
        new CallEvent.NotAnswered(first.call(), ANNA, Reason.UNREACHABLE),
        bench.heard.first(CallEvent.NotAnswered.class));
  }

  @Test
  void anOperatorWithoutExtensionCannotBeReached() {
    bench.calls().ring(new CallId("1.1"), CONTACT, new OperatorId("carla"), RING);
    assertEquals(Reason.UNREACHABLE, bench.heard.first(CallEvent.NotAnswered.class).reason());
  }

  @Test
  void aRingCanBeTakenBack() {
    bench.caller();
    Sipp operator = bench.deskPhone("operator-silent");
    CallId call = bench.waitingCall();
    bench.calls().ring(call, CONTACT, BRUNO, RING);
    bench.heard.first(CallEvent.Ringing.class);
    bench.heard.forget();
    bench.calls().backToWaiting(call);
    operator.succeeds(SOON);
    bench.heard.first(CallEvent.Waiting.class);
    assertEquals(Reason.CANCELLED, bench.heard.first(CallEvent.NotAnswered.class).reason());
  }

  @Test
  void aTalkingCallerCanBeTakenBack() {
    bench.caller();
    Sipp operator = bench.deskPhone("operator-answers");
    CallId call = bench.waitingCall();
    bench.calls().ring(call, CONTACT, BRUNO, RING);
    bench.heard.first(CallEvent.Answered.class);
    bench.heard.forget();
    bench.calls().backToWaiting(call);
    operator.succeeds(SOON);
    assertEquals(call, bench.heard.first(CallEvent.Waiting.class).call());
    bench.heard.first(CallEvent.TalkEnded.class);
    assertFalse(bench.heard.has(CallEvent.NotAnswered.class), bench.heard.all()::toString);
  }

  @Test
  void aCallerWhoHangsUpWhileWaitingIsGone() {
    Sipp caller = bench.sipp("caller-hangs-up", "-s", DID, "-key", "from", NUMBER, "-d", "300");
    CallId call = bench.waitingCall();
    caller.succeeds(SOON);
    assertEquals(call, bench.heard.first(CallEvent.HungUp.class).call());
  }

  @Test
  void aCallerWhoHangsUpWhileItRingsIsGoneAndNothingElse() {
    bench.sipp("caller-hangs-up", "-s", DID, "-key", "from", NUMBER, "-d", "2000");
    Sipp operator = bench.deskPhone("operator-silent");
    CallId call = bench.waitingCall();
    bench.calls().ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    bench.heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(new CallEvent.Ringing(call, BRUNO), new CallEvent.HungUp(call)),
        bench.heard.sinceWaiting());
  }

  @Test
  void theDeskCanEndACall() {
    Sipp caller = bench.caller();
    CallId call = bench.waitingCall();
    bench.calls().hangUp(call);
    caller.succeeds(SOON);
    assertEquals(call, bench.heard.first(CallEvent.HungUp.class).call());
  }

  @Test
  void requestsForACallThatHasGoneAreQuiet() {
    bench.calls().ring(new CallId("1.1"), CONTACT, BRUNO, RING);
    bench.calls().backToWaiting(new CallId("1.1"));
    bench.calls().hangUp(new CallId("1.1"));
    bench.caller();
    bench.waitingCall();
    assertEquals(LinkState.CONNECTED, bench.calls().link());
    assertFalse(bench.heard.has(CallEvent.HungUp.class));
  }

  private void assertComesBack(String scenario, Reason reason) {
    bench.caller();
    bench.deskPhone(scenario);
    var first = bench.heard.first(CallEvent.Waiting.class);
    bench.heard.forget();
    bench.calls().ring(first.call(), CONTACT, BRUNO, RING);
    assertEquals(first, bench.heard.first(CallEvent.Waiting.class));
    assertEquals(reason, bench.heard.first(CallEvent.NotAnswered.class).reason());
  }
}

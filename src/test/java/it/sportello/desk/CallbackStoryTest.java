package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static it.sportello.desk.Samples.resync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Callback;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Dialling;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.contact.Outcome;
import it.sportello.desk.ReceptionRules.Announcing;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Callers who hang up with a promise, and what becomes of it.
class CallbackStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final CallId CALL = new CallId("c1");
  private static final CallId BACK = CallId.outgoing(C1, 1);
  private static final String NUMBER = "+390551234567";
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration KEEP = Duration.ofHours(6);
  private static final Duration WRITTEN = Duration.ofHours(8);

  private InlineDesk desk = new InlineDesk(rules(2, at -> at));

  private static DeskRules rules(int tries, ReceptionRules.Openings hours) {
    var callingBack =
        new CallingBack(
            tries,
            EVERY,
            KEEP,
            hours,
            at -> at.plus(WRITTEN),
            shown -> Optional.of(shown).filter(n -> n.startsWith("+39")));
    var manners =
        new Manners(
            _ -> true,
            Optional.empty(),
            Optional.of(new Announcing(Duration.ofSeconds(30), Duration.ofMinutes(5))),
            Optional.empty(),
            Optional.empty(),
            Optional.of(callingBack));
    return Samples.rules(new ReceptionRules("it", Map.of(), Map.of(), Map.of(TAXES, manners)));
  }

  private static Command key(String call, String digit) {
    return phone(new CallEvent.Key(new CallId(call), digit));
  }

  private Contact c1() {
    return desk.contact(C1);
  }

  /// A caller was promised a call back a minute after calling.
  private void promised() {
    desk.send(calls("c1"));
    desk.pass(Duration.ofMinutes(1));
    desk.takeEffects();
    desk.send(key("c1", "1"));
  }

  /// The operator accepts, and their own phone answers.
  private void calledBy(OperatorId operator) {
    assertEquals(Optional.of(operator), c1().owner());
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(operator, C1)));
    desk.send(phone(new CallEvent.OwnAnswered(c1().call().orElseThrow(), operator)));
  }

  private void notReached(Reached reached) {
    desk.send(phone(new CallEvent.NotReached(c1().call().orElseThrow(), reached)));
  }

  private List<CallbackEnd> ends() {
    return desk.facts(ContactEvent.CallbackEnded.class).stream()
        .map(ContactEvent.CallbackEnded::why)
        .toList();
  }

  @Test
  void aKeyMakesAPromiseThatIsReadBackAndThenTheCallEnds() {
    promised();
    assertEquals(
        List.of(
            new Effect.Say(
                CALL,
                new Speech(
                    "it",
                    List.of(
                        "callback-promised",
                        "n-3",
                        "n-9",
                        "n-0",
                        "n-5",
                        "n-5",
                        "n-1",
                        "n-2",
                        "n-3",
                        "n-4",
                        "n-5",
                        "n-6",
                        "n-7",
                        "callback-goodbye")),
                "goodbye")),
        desk.takeEffects());
    desk.send(phone(new CallEvent.Said(CALL, "goodbye")));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertInstanceOf(Waiting.class, c1().state());
    assertTrue(c1().isLive(), "goes before written work");
  }

  @Test
  void whoHangsUpAtOnceIsPromisedAllTheSame() {
    promised();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(
        Optional.of(NUMBER), c1().callback().map(Callback::number), "and has not abandoned");
    assertInstanceOf(Waiting.class, c1().state());
  }

  @Test
  void keepsPlaceAndDeadlineBeforeWhoCalledLater() {
    desk.send(calls("c1"));
    var before = (Waiting) c1().state();
    desk.pass(Duration.ofMinutes(1));
    desk.send(anonymous("c2"));
    desk.send(key("c1", "1"));
    assertEquals(before, c1().state());
    assertEquals(2, WaitingRoom.position(desk.contact(new ContactId("c2")), turn()));
    logIn(desk, ANNA);
    assertInstanceOf(Offered.class, c1().state());
    assertInstanceOf(Waiting.class, desk.contact(new ContactId("c2")).state());
  }

  private Turn turn() {
    return new Turn(desk.state, desk.state.rules(), desk.now);
  }

  private static Command anonymous(String call) {
    return new Command.Phone(
        new CallEvent.Waiting(new CallId(call), "0550001", Optional.empty(), InlineDesk.START),
        List.of(Samples.fresh(call)));
  }

  @Test
  void whoseNumberCannotBeCalledIsToldAndWaitsOn() {
    desk.send(anonymous("c1"));
    desk.takeEffects();
    desk.send(key("c1", "1"));
    assertEquals(
        List.of(new Effect.Say(CALL, new Speech("it", List.of("callback-impossible")), "callback")),
        desk.takeEffects());
    assertTrue(c1().callback().isEmpty());
    assertEquals(Optional.of(CALL), c1().call());
    assertEquals(1, desk.facts(CallerEvent.CallbackRefused.class).size());
  }

  @Test
  void onlyWhoCanBeCalledBackHearsThatItIsPossible() {
    desk.send(calls("c1"));
    desk.send(anonymous("c2"));
    desk.takeEffects();
    desk.pass(Duration.ofSeconds(30));
    List<Boolean> told =
        desk.takeEffects().stream()
            .filter(Effect.Say.class::isInstance)
            .map(Effect.Say.class::cast)
            .map(say -> say.speech().prompts().contains("callback-offer"))
            .toList();
    assertEquals(List.of(true, false), told);
  }

  @Test
  void otherKeysAndOtherMomentsMeanNothing() {
    desk.send(calls("c1"));
    desk.send(key("c1", "2"));
    desk.send(key("nobody", "1"));
    assertTrue(c1().callback().isEmpty());
    logIn(desk, ANNA);
    desk.send(key("c1", "1"));
    assertTrue(c1().callback().isEmpty(), "somebody rings for the caller already");
    desk.send(calls("c9", "0550002"));
    desk.send(key("c9", "1"));
    assertTrue(
        desk.contact(new ContactId("c9")).callback().isEmpty(), "a queue that calls nobody back");
  }

  @Test
  void ringsTheOperatorThenTheCitizenAndTheyTalk() {
    promised();
    logIn(desk, ANNA);
    assertTrue(desk.takeEffects().stream().noneMatch(Effect.Ring.class::isInstance));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(ANNA, C1)));
    assertInstanceOf(Dialling.class, c1().state());
    assertEquals(
        List.of(new Effect.CallOwn(BACK, C1, ANNA, NUMBER, Samples.OFFER)), desk.takeEffects());
    desk.send(phone(new CallEvent.OwnAnswered(BACK, ANNA)));
    assertEquals(
        List.of(new Effect.CallOutside(BACK, NUMBER, "0550001", Samples.DIAL)), desk.takeEffects());
    assertTrue(ends().isEmpty(), "nothing has happened yet");
    desk.send(phone(new CallEvent.Answered(BACK, ANNA)));
    assertInstanceOf(Handling.class, c1().state());
    assertEquals(List.of(CallbackEnd.REACHED), ends());
    desk.send(phone(new CallEvent.TalkEnded(BACK, ANNA)));
    assertInstanceOf(WrapUp.class, c1().state());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    assertEquals(Outcome.HANDLED, desk.facts(ContactEvent.Closed.class).getLast().outcome());
  }

  @Test
  void whoIsBusyIsTriedAgainInTheSamePlaceAfterAPause() {
    promised();
    var before = (Waiting) c1().state();
    logIn(desk, ANNA);
    calledBy(ANNA);
    desk.takeEffects();
    Instant busy = desk.now;
    notReached(Reached.BUSY);
    assertEquals(List.of(new Effect.HangUp(BACK)), desk.takeEffects());
    assertTrue(c1().isResting());
    assertTrue(c1().call().isEmpty());
    assertEquals(
        List.of(C1),
        Overview.waiting(desk.state, desk.now).rows().stream().map(r -> r.contact().id()).toList(),
        "still waits, and is still seen");
    desk.pass(EVERY.minusMillis(1));
    assertInstanceOf(Waiting.class, c1().state());
    desk.pass(Duration.ofMillis(1));
    assertInstanceOf(Offered.class, c1().state());
    var place = ((Offered) c1().state()).place();
    assertEquals(before.since(), place.since());
    assertEquals(before.deadline(), place.deadline());
    assertEquals(1, c1().callback().orElseThrow().tries());
    assertEquals(
        busy.plus(EVERY), desk.facts(ContactEvent.CallbackRested.class).getLast().notBefore());
    assertEquals(
        List.of(new ContactEvent.CallbackDue(C1)), desk.facts(ContactEvent.CallbackDue.class));
  }

  @Test
  void whoRestsIsNotInTheWayOfOthers() {
    promised();
    logIn(desk, ANNA);
    calledBy(ANNA);
    notReached(Reached.NO_ANSWER);
    desk.send(anonymous("c2"));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c2")).owner());
    desk.send(anonymous("c3"));
    assertEquals(1, WaitingRoom.position(desk.contact(new ContactId("c3")), turn()));
  }

  @Test
  void afterTheLastTryWrittenWorkIsLeftInTheQueue() {
    promised();
    logIn(desk, ANNA);
    calledBy(ANNA);
    notReached(Reached.BUSY);
    desk.pass(EVERY);
    calledBy(ANNA);
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, ""));
    notReached(Reached.NO_ANSWER);
    assertEquals(List.of(CallbackEnd.GIVEN_UP), ends());
    assertEquals(TAXES, c1().queue());
    assertFalse(c1().isLive());
    assertEquals(desk.now.plus(WRITTEN), ((Waiting) c1().state()).deadline());
    desk.send(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, ""));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(ANNA, C1)));
    assertInstanceOf(Handling.class, c1().state());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), "scritto"));
    assertEquals(Outcome.HANDLED, desk.facts(ContactEvent.Closed.class).getLast().outcome());
  }

  @Test
  void aNumberThatDoesNotExistIsNotTriedAgain() {
    promised();
    logIn(desk, ANNA);
    calledBy(ANNA);
    notReached(Reached.NO_SUCH_NUMBER);
    assertEquals(List.of(CallbackEnd.GIVEN_UP), ends());
  }

  @Test
  void anOperatorWhoDoesNotTakeTheOwnPhoneCostsNoTry() {
    promised();
    logIn(desk, ANNA);
    desk.send(new Command.Accept(ANNA, C1));
    logIn(desk, BRUNO);
    desk.send(phone(new CallEvent.OwnEnded(BACK, ANNA)));
    assertEquals(Optional.of(BRUNO), c1().owner(), "the next one is asked at once");
    assertEquals(0, c1().callback().orElseThrow().tries());
    assertEquals(Presence.PAUSE, desk.operator(ANNA).presence());
    calledBy(BRUNO);
    assertEquals(CallId.outgoing(C1, 2), c1().call().orElseThrow());
  }

  @Test
  void anOperatorWhoHangsUpBeforeTheAnswerCostsNoTry() {
    promised();
    logIn(desk, ANNA);
    calledBy(ANNA);
    desk.takeEffects();
    desk.send(new Command.HangUp(ANNA, C1));
    assertEquals(List.of(new Effect.HangUp(BACK)), desk.takeEffects());
    assertInstanceOf(Waiting.class, c1().state());
    assertEquals(0, c1().callback().orElseThrow().tries());
    notReachedLate();
    assertEquals(0, c1().callback().orElseThrow().tries());
  }

  private void notReachedLate() {
    desk.send(phone(new CallEvent.NotReached(BACK, Reached.FAILED)));
    desk.send(phone(new CallEvent.OwnEnded(BACK, ANNA)));
  }

  @Test
  void anOfferThatIsDeclinedOrPassesKeepsThePromise() {
    promised();
    logIn(desk, ANNA);
    desk.send(new Command.Decline(ANNA, C1, ""));
    assertInstanceOf(Waiting.class, c1().state());
    logIn(desk, BRUNO);
    desk.pass(Samples.OFFER);
    assertTrue(c1().callback().isPresent());
    assertInstanceOf(
        Reply.Refused.class, desk.send(new Command.Accept(BRUNO, C1)), "the offer is over");
  }

  @Test
  void nobodyIsCalledWhileTheQueueIsClosed() {
    // open in even hours, counted from the first
    ReceptionRules.Openings hours =
        at -> {
          Instant hour = at.truncatedTo(ChronoUnit.HOURS);
          return hour.getEpochSecond() / 3600 % 2 == 1 ? at : hour.plus(Duration.ofHours(1));
        };
    desk = new InlineDesk(rules(3, hours));
    assertEquals(InlineDesk.START, hours.nextOpening(InlineDesk.START), "open at nine");
    promised();
    desk.pass(Duration.ofHours(1));
    logIn(desk, ANNA);
    assertTrue(c1().isResting(), "it is ten: closed");
    desk.pass(Duration.ofMinutes(58));
    assertTrue(c1().isResting());
    desk.pass(Duration.ofMinutes(1));
    assertInstanceOf(Offered.class, c1().state());
    desk.pass(Duration.ofSeconds(1));
    calledBy(ANNA);
    desk.pass(Duration.ofSeconds(5));
    notReached(Reached.BUSY);
    desk.pass(EVERY);
    assertInstanceOf(Offered.class, c1().state(), "a quarter past eleven");
  }

  @Test
  void aPromiseThatNobodyKeepsBecomesWrittenWorkInTheEnd() {
    promised();
    desk.pass(KEEP.minusMillis(1));
    assertTrue(c1().callback().isPresent());
    desk.pass(Duration.ofMillis(1));
    assertEquals(List.of(CallbackEnd.TOO_LATE), ends());
    assertFalse(c1().isLive());
  }

  @Test
  void whoCallsAgainThroughAClosedQueueHasTheOldPlaceToo() {
    Manners closed =
        new Manners(
            _ -> false,
            Optional.of(new Closed("closed", true, Optional.of(TAXES))),
            Optional.empty(),
            Optional.empty());
    Manners taxes = rules(2, at -> at).reception().queue(TAXES);
    desk =
        new InlineDesk(
            Samples.rules(
                new ReceptionRules(
                    "it", Map.of(), Map.of(), Map.of(TAXES, taxes, Samples.REGISTRY, closed))));
    promised();
    var place = (Waiting) c1().state();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.pass(Duration.ofMinutes(3));
    desk.send(calls("c3", "0550002"));
    assertEquals(List.of(CallbackEnd.CALLED_AGAIN), ends());
    Contact again = desk.contact(new ContactId("c3"));
    assertEquals(TAXES, again.queue());
    assertEquals(place.since(), ((Waiting) again.state()).since());
  }

  @Test
  void whoCallsAgainHasTheOldPlaceAndThePromiseIsOver() {
    promised();
    var place = (Waiting) c1().state();
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.send(anonymous("c2"));
    desk.pass(Duration.ofMinutes(3));
    desk.send(calls("c3"));
    assertFalse(desk.isOpen(C1));
    assertEquals(Outcome.CALLED_AGAIN, desk.facts(ContactEvent.Closed.class).getLast().outcome());
    Contact again = desk.contact(new ContactId("c3"));
    assertEquals(place.since(), ((Waiting) again.state()).since());
    assertEquals(place.deadline(), ((Waiting) again.state()).deadline());
    logIn(desk, ANNA);
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c3")).owner());
    assertEquals(List.of(CallbackEnd.CALLED_AGAIN), ends());
  }

  @Test
  void whoIsBusyBecauseTheyAreCallingUsIsNotCalledAnyMore() {
    promised();
    logIn(desk, ANNA);
    calledBy(ANNA);
    desk.send(calls("c2"));
    assertTrue(desk.isOpen(C1), "somebody is calling them");
    notReached(Reached.BUSY);
    assertFalse(desk.isOpen(C1));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c2")).owner());
  }

  @Test
  void isRememberedByTheJournalInEveryState() {
    promised();
    restart();
    assertEquals(Optional.of(NUMBER), c1().callback().map(Callback::number));
    logIn(desk, ANNA);
    calledBy(ANNA);
    restart();
    assertInstanceOf(Dialling.class, c1().state());
    desk.send(resync(List.of(), ANNA));
    assertTrue(c1().isResting(), "nothing of the call is there: a try in vain");
    assertEquals(1, c1().callback().orElseThrow().tries());
    Contact before = c1();
    restart();
    assertEquals(before, c1());
  }

  private void restart() {
    desk = new InlineDesk(rules(2, at -> at), desk.journal, Optional.empty(), desk.now);
  }

  @Test
  void aPromisedCallThatIsGoneIsNoNewsToAResync() {
    promised();
    desk.send(resync(List.of()));
    assertInstanceOf(Waiting.class, c1().state());
    assertTrue(c1().callback().isPresent());
  }

  @Test
  void countsAsAnsweredOnceItHappened() {
    var waits = new Waits();
    promised();
    assertEquals(List.of(Waits.Kind.OFFERED), kinds(waits));
    logIn(desk, ANNA);
    calledBy(ANNA);
    assertEquals(List.of(), kinds(waits), "promised and dialled");
    desk.send(phone(new CallEvent.Answered(BACK, ANNA)));
    assertEquals(List.of(Waits.Kind.ANSWERED), kinds(waits));
  }

  private int seen;

  private List<Waits.Kind> kinds(Waits waits) {
    List<Committed> fresh = desk.commits().subList(seen, desk.commits().size());
    seen = desk.commits().size();
    return fresh.stream().flatMap(c -> waits.of(c).stream()).map(Waits.Wait::kind).toList();
  }
}

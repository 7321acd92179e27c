package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.TAXES;
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
import it.sportello.base.QueueId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Arrived;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Outcome;
import it.sportello.desk.ReceptionRules.Announcing;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Menu;
import it.sportello.desk.ReceptionRules.Overflow;
import it.sportello.desk.ReceptionRules.ToMenu;
import it.sportello.desk.ReceptionRules.ToQueue;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What callers hear before an operator answers.
class ReceptionStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final ContactId C2 = new ContactId("c2");
  private static final CallId CALL = new CallId("c1");
  private static final String MENU_NUMBER = "0550100";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Announcing ANNOUNCING =
      new Announcing(Duration.ofSeconds(20), Duration.ofSeconds(60));

  private boolean open = true;
  private Map<QueueId, Manners> queues = Map.of();

  private DeskRules rules() {
    var english =
        new Menu(
            "english",
            "en",
            "menu-main",
            Map.of("1", new ToQueue(REGISTRY)),
            TIMEOUT,
            1,
            new ToQueue(TAXES));
    var main =
        new Menu(
            "main",
            "it",
            "menu-main",
            Map.of("1", new ToQueue(TAXES), "2", new ToQueue(REGISTRY), "9", new ToMenu("english")),
            TIMEOUT,
            3,
            new ToQueue(TAXES));
    return Samples.rules(
        new ReceptionRules(
            "it", Map.of(MENU_NUMBER, "main"), Map.of("main", main, "english", english), queues));
  }

  private InlineDesk desk() {
    return new InlineDesk(rules());
  }

  private InlineDesk restarted(InlineDesk desk) {
    return new InlineDesk(
        rules(), desk.journal, Optional.of(desk.recorder.snapshot(desk.state)), desk.now);
  }

  private Manners manners(
      Optional<Closed> closed, Optional<Announcing> announcing, Optional<Overflow> overflow) {
    return new Manners((Instant _) -> open, closed, announcing, overflow);
  }

  private void closedQueue(boolean thenHangUp) {
    open = false;
    queues =
        Map.of(
            TAXES,
            manners(
                Optional.of(new Closed("closed", thenHangUp, Optional.empty())),
                Optional.empty(),
                Optional.empty()));
  }

  private void announcing() {
    queues = Map.of(TAXES, manners(Optional.empty(), Optional.of(ANNOUNCING), Optional.empty()));
  }

  private void overflowing(Optional<QueueId> to, Optional<String> prompt) {
    var overflow = new Overflow(Optional.of(Duration.ofMinutes(5)), Optional.of(2), to, prompt);
    queues = Map.of(TAXES, manners(Optional.empty(), Optional.empty(), Optional.of(overflow)));
  }

  private static Effect ask(String language, String question) {
    return new Effect.Ask(CALL, new Speech(language, List.of("menu-main")), question, TIMEOUT);
  }

  private static Effect say(String call, String about, String... prompts) {
    return new Effect.Say(new CallId(call), new Speech("it", List.of(prompts)), about);
  }

  private static Command key(String question, String digit) {
    return phone(
        new CallEvent.Digit(
            CALL, question, digit.isEmpty() ? Optional.empty() : Optional.of(digit)));
  }

  private static Outcome outcome(InlineDesk desk) {
    return desk.facts(ContactEvent.Closed.class).getLast().outcome();
  }

  // menus

  @Test
  void aKeyLeadsToItsQueueAndTheWaitBeginsWithTheChoice() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    assertEquals(List.of(ask("it", "main/1")), desk.takeEffects());
    assertInstanceOf(Arrived.class, desk.contact(C1).state());
    desk.pass(Duration.ofSeconds(12));
    desk.send(key("main/1", "2"));
    Waiting waiting = assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(REGISTRY, desk.contact(C1).queue());
    assertEquals(InlineDesk.START.plusSeconds(12), waiting.since());
    assertEquals(
        List.of(new CallerEvent.Chose(C1, CALL, "main", "2")), desk.facts(CallerEvent.Chose.class));
  }

  @Test
  void nobodyIsOfferedACallerWhoListensToAMenu() {
    InlineDesk desk = desk();
    logIn(desk, ANNA);
    desk.send(calls("c1", MENU_NUMBER));
    assertEquals(List.of(ask("it", "main/1")), desk.takeEffects());
    desk.send(key("main/1", "1"));
    assertInstanceOf(Effect.Ring.class, desk.takeEffects().getFirst());
  }

  @Test
  void aKeyTheMenuDoesNotHaveIsAskedAgainAndThenTheUsualWayTaken() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(key("main/1", "7"));
    desk.send(key("main/2", ""));
    assertEquals(
        List.of(ask("it", "main/1"), ask("it", "main/2"), ask("it", "main/3")), desk.takeEffects());
    desk.send(key("main/3", "#"));
    assertEquals(TAXES, desk.contact(C1).queue());
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(List.of(), desk.facts(CallerEvent.Chose.class), "that was no choice");
  }

  @Test
  void anotherMenuSpeaksItsOwnLanguageFromThereOn() {
    announcing();
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(key("main/1", "9"));
    assertEquals(ask("en", "english/1"), desk.takeEffects().getLast());
    desk.send(key("english/1", ""));
    desk.pass(ANNOUNCING.first());
    var said = assertInstanceOf(Effect.Say.class, desk.takeEffects().getLast());
    assertEquals("en", said.speech().language());
  }

  @Test
  void anAnswerToAnEarlierQuestionIsNotTakenForThisOnes() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(key("main/1", "7"));
    desk.send(key("main/1", "1"));
    assertInstanceOf(Arrived.class, desk.contact(C1).state());
    desk.send(key("main/2", "1"));
    desk.send(key("main/2", "2"));
    assertEquals(TAXES, desk.contact(C1).queue());
  }

  @Test
  void timeGoesOnIfThePbxNeverTells() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.pass(Reception.LONGEST_PROMPT.plus(TIMEOUT).multipliedBy(3));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(0, desk.bugs.get());
  }

  @Test
  void whoHangsUpInTheMenuWasInNoQueue() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertFalse(desk.isOpen(C1));
    assertEquals(List.of(), desk.facts(ContactEvent.Queued.class));
    assertEquals(List.of(), List.copyOf(desk.state.callers.all()));
    desk.send(key("main/1", "1"));
    assertFalse(desk.isOpen(C1));
  }

  @Test
  void aRestartInTheMenuAsksTheSameAgain() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(key("main/1", "7"));
    desk.pass(Duration.ofSeconds(3));
    InlineDesk again = restarted(desk);
    again.send(resync(List.of(live("c1", Optional.empty()))));
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), again.takeEffects());
    again.send(calls("c1", MENU_NUMBER));
    assertEquals(List.of(ask("it", "main/2")), again.takeEffects());
    again.send(key("main/2", "2"));
    assertEquals(REGISTRY, again.contact(C1).queue());
  }

  @Test
  void anArrivalThatIsToldTwiceIsAskedOnce() {
    InlineDesk desk = desk();
    desk.send(calls("c1", MENU_NUMBER));
    desk.send(calls("c1", MENU_NUMBER));
    assertEquals(List.of(ask("it", "main/1")), desk.takeEffects());
  }

  // closed

  @Test
  void aClosedQueueSaysSoAndHangsUp() {
    closedQueue(true);
    InlineDesk desk = desk();
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    assertEquals(List.of(say("c1", "goodbye", "closed")), desk.takeEffects());
    assertFalse(desk.isOpen(C1));
    assertEquals(Outcome.OUT_OF_HOURS, outcome(desk));
    assertEquals(List.of(), desk.facts(ContactEvent.Queued.class), "neither offered nor abandoned");
    desk.send(phone(new CallEvent.Said(CALL, "goodbye")));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(1, desk.facts(ContactEvent.Arrived.class).size());
    assertEquals(1, desk.facts(CallerEvent.Gone.class).size());
  }

  @Test
  void aCallWhoseMessageNeverEndsIsEndedAllTheSame() {
    closedQueue(true);
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    desk.takeEffects();
    desk.pass(Reception.LONGEST_PROMPT);
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
  }

  @Test
  void aRestartDuringTheLastMessageBeginsNothingNew() {
    closedQueue(true);
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    InlineDesk again = restarted(desk);
    again.send(resync(List.of(live("c1", Optional.empty()))));
    assertEquals(List.of(), again.takeEffects());
    assertFalse(again.isOpen(C1));
    again.send(phone(new CallEvent.Said(CALL, "goodbye")));
    assertEquals(List.of(new Effect.HangUp(CALL)), again.takeEffects());
    InlineDesk later = restarted(again);
    assertEquals(List.of(), List.copyOf(later.state.callers.all()));
  }

  @Test
  void aQueueMayLetWaitWhileItIsClosed() {
    closedQueue(false);
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    assertEquals(List.of(say("c1", "closed", "closed")), desk.takeEffects());
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
  }

  @Test
  void anOpenQueueTakesCalls() {
    closedQueue(true);
    open = true;
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(List.of(), desk.takeEffects());
  }

  // announcements

  @Test
  void waitingCallersAreToldTheirPlaceAgainAndAgain() {
    announcing();
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    desk.pass(Duration.ofSeconds(5));
    desk.send(calls("c2"));
    desk.pass(Duration.ofSeconds(20));
    assertEquals(
        List.of(say("c1", "position", "position-first"), say("c2", "position", "position", "n-2")),
        desk.takeEffects());
    desk.send(phone(new CallEvent.HungUp(CALL)));
    desk.pass(Duration.ofSeconds(60));
    assertEquals(List.of(say("c2", "position", "position-first")), desk.takeEffects());
  }

  @Test
  void nothingIsToldWhileItRingsOrAfterwards() {
    announcing();
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    logIn(desk, ANNA);
    desk.takeEffects();
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.pass(Duration.ofMinutes(30));
    assertEquals(List.of(), desk.takeEffects());
    assertEquals(List.of(), desk.facts(CallerEvent.Announced.class));
  }

  @Test
  void theEstimateIsTheMedianOfWhatRecentCallersWaitedForEachPlace() {
    announcing();
    InlineDesk desk = desk();
    answeredAfter(desk, "a1", 30);
    answeredAfter(desk, "a2", 100);
    desk.send(calls("c1"));
    desk.pass(Duration.ofSeconds(20));
    assertEquals(List.of(say("c1", "position", "position-first")), announcements(desk));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    answeredAfter(desk, "a3", 600);
    InlineDesk again = restarted(desk);
    again.send(resync(List.of(live("c1", Optional.empty()), live("c2", Optional.empty()))));
    again.pass(Duration.ofSeconds(20));
    assertEquals(
        List.of(
            say("c1", "position", "position-first", "wait-about", "n-2", "minutes"),
            say("c2", "position", "position-first", "wait-about", "n-2", "minutes")),
        announcements(again),
        "100 s each, rounded up; both came in the same instant");
  }

  private static List<Effect> announcements(InlineDesk desk) {
    return desk.takeEffects().stream().filter(Effect.Say.class::isInstance).toList();
  }

  /// A caller waits, is answered and goes away.
  private static void answeredAfter(InlineDesk desk, String call, int seconds) {
    desk.send(calls(call));
    desk.pass(Duration.ofSeconds(seconds));
    logIn(desk, ANNA);
    desk.send(phone(new CallEvent.Answered(new CallId(call), ANNA)));
    desk.send(phone(new CallEvent.HungUp(new CallId(call))));
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "break"));
    desk.send(new Command.Close(ANNA, new ContactId(call), List.of("a", "b", "c"), ""));
    desk.takeEffects();
  }

  // overflow

  @Test
  void whoWaitsTooLongGoesOnInAnotherQueueWithTheSamePlaceInTime() {
    overflowing(Optional.of(REGISTRY), Optional.empty());
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    var before = assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.pass(Duration.ofMinutes(5));
    var after = assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(REGISTRY, desk.contact(C1).queue());
    assertEquals(before.since(), after.since());
    assertEquals(before.deadline(), after.deadline());
    desk.pass(Duration.ofHours(1));
    assertEquals(2, desk.facts(ContactEvent.Queued.class).size(), "once");
  }

  @Test
  void whoComesBackAfterATalkIsNotSentAwayForTheTimeBefore() {
    overflowing(Optional.empty(), Optional.of("queue-full"));
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    logIn(desk, ANNA);
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    desk.pass(Duration.ofMinutes(10));
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "break"));
    desk.send(new Command.Transfer(ANNA, C1, TAXES));
    desk.pass(Duration.ofMinutes(10));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
  }

  @Test
  void whoComesOnTopOfAFullQueueIsReleasedWithAMessage() {
    overflowing(Optional.empty(), Optional.of("queue-full"));
    InlineDesk desk = desk();
    desk.send(calls("c0"));
    desk.send(calls("c2"));
    desk.pass(Duration.ofSeconds(1));
    desk.send(calls("c1"));
    assertEquals(List.of(say("c1", "goodbye", "queue-full")), desk.takeEffects());
    assertFalse(desk.isOpen(C1));
    assertTrue(desk.isOpen(C2));
    assertEquals(Outcome.RELEASED, outcome(desk));
    desk.send(phone(new CallEvent.Said(CALL, "position")));
    assertEquals(List.of(), desk.takeEffects(), "the end of something else");
    desk.send(phone(new CallEvent.Said(CALL, "goodbye")));
    assertEquals(List.of(new Effect.HangUp(CALL)), desk.takeEffects());
  }

  private void closedQueueWithAnother(boolean otherIsOpen) {
    open = false;
    Manners closed =
        manners(
            Optional.of(new Closed("closed", true, Optional.of(REGISTRY))),
            Optional.empty(),
            Optional.empty());
    Manners other =
        new Manners(
            (Instant _) -> otherIsOpen,
            Optional.of(new Closed("closed", true, Optional.of(TAXES))),
            Optional.empty(),
            Optional.empty());
    queues = Map.of(TAXES, closed, REGISTRY, other);
  }

  @Test
  void whoAsksForAClosedQueueWaitsInTheOneThatTakesItsCallers() {
    closedQueueWithAnother(true);
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    assertEquals(List.of(), desk.takeEffects(), "no word about closed hours");
    assertEquals(REGISTRY, desk.contact(C1).queue());
    assertEquals(
        List.of(new CallerEvent.SentOn(C1, CALL, TAXES, REGISTRY)),
        desk.facts(CallerEvent.SentOn.class));
    assertEquals(
        List.of(REGISTRY),
        desk.commits().stream()
            .flatMap(c -> new Waits().of(c).stream())
            .map(Waits.Wait::queue)
            .toList(),
        "counts there alone");
  }

  @Test
  void whereThatOneIsClosedTooTheMessageIsHeard() {
    closedQueueWithAnother(false);
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    assertEquals(List.of(say("c1", "goodbye", "closed")), desk.takeEffects());
    assertEquals(Outcome.OUT_OF_HOURS, outcome(desk));
    assertEquals(List.of(), desk.facts(CallerEvent.SentOn.class));
  }

  @Test
  void aClosedQueueTakesNobodyOver() {
    overflowing(Optional.of(REGISTRY), Optional.empty());
    var overflow = queues.get(TAXES);
    queues =
        Map.of(
            TAXES,
            java.util.Objects.requireNonNull(overflow),
            REGISTRY,
            manners(
                Optional.of(new Closed("closed", true, Optional.empty())),
                Optional.empty(),
                Optional.empty()));
    open = false;
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    desk.pass(Duration.ofHours(1));
    assertEquals(TAXES, desk.contact(C1).queue());
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    assertEquals(0, desk.bugs.get());
  }

  @Test
  void aReleasedCallerCountsAsUnanswered() {
    overflowing(Optional.empty(), Optional.of("queue-full"));
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    desk.pass(Duration.ofMinutes(5));
    var waits = new Waits();
    assertEquals(
        List.of(Waits.Kind.OFFERED, Waits.Kind.ABANDONED),
        desk.commits().stream().flatMap(c -> waits.of(c).stream()).map(Waits.Wait::kind).toList());
  }

  @Test
  void anOverflownWaitCountsForTheQueueThatEndsItFromItsBeginning() {
    overflowing(Optional.of(REGISTRY), Optional.empty());
    InlineDesk desk = desk();
    desk.send(calls("c1"));
    desk.pass(Duration.ofMinutes(6));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    var waits = new Waits();
    Waits.Wait last = desk.commits().stream().flatMap(c -> waits.of(c).stream()).toList().getLast();
    assertEquals(REGISTRY, last.queue());
    assertEquals(Duration.ofMinutes(6), last.waited());
  }
}

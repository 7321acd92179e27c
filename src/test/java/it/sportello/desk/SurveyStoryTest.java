package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.phone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Survey;
import it.sportello.journal.Entry;
import it.sportello.journal.Recorded;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked after a talk, and what becomes of the answer.
class SurveyStoryTest {
  private static final ContactId C1 = new ContactId("c1");
  private static final CallId CALL = new CallId("c1");
  private static final String TICKET = "c1:" + TAXES + ":it";
  private static final Effect HANG_UP = new Effect.HangUp(CALL);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static DeskRules rules() {
    return Samples.rules(
        new ReceptionRules("it", Map.of(), Map.of(), Map.of(TAXES, manners(), REGISTRY, plain())));
  }

  private static Manners manners() {
    var survey = new Survey("survey", "survey-thanks", Set.of("0", "1", "2", "3", "4"));
    return new Manners(
        _ -> true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(survey));
  }

  private static Manners plain() {
    return new Manners(_ -> true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The operator talked to the caller and hung up.
  private static InlineDesk talked() {
    InlineDesk desk = talking(TAXES);
    desk.takeEffects();
    desk.send(phone(new CallEvent.TalkEnded(CALL, ANNA)));
    return desk;
  }

  private static InlineDesk talking(QueueId queue) {
    var desk = new InlineDesk(rules());
    Samples.logIn(desk, ANNA);
    desk.send(Samples.calls("c1", queue.equals(TAXES) ? "0550001" : "0550002"));
    desk.send(phone(new CallEvent.Answered(CALL, ANNA)));
    assertInstanceOf(ContactState.Handling.class, desk.contact(C1).state());
    return desk;
  }

  private static Effect question(int attempt) {
    return new Effect.Ask(CALL, new Speech("it", List.of("survey")), "survey/" + attempt, PATIENCE);
  }

  private static Command key(int attempt, String digit) {
    return phone(
        new CallEvent.Digit(
            CALL, "survey/" + attempt, Optional.of(digit).filter(d -> !d.isEmpty())));
  }

  private static Command stayed() {
    return phone(new CallEvent.Stayed(CALL, TICKET));
  }

  private static List<Integer> scores(InlineDesk desk) {
    return desk.facts(CallerEvent.SurveyAnswered.class).stream()
        .map(CallerEvent.SurveyAnswered::score)
        .toList();
  }

  @Test
  void aCallCarriesWhatIsAskedAfterwards() {
    assertTrue(talking(TAXES).takeEffects().contains(new Effect.AskAfterwards(CALL, TICKET)));
    assertTrue(talking(REGISTRY).takeEffects().contains(new Effect.AskAfterwards(CALL, "")));
    var without = new InlineDesk(Samples.rules());
    Samples.logIn(without, ANNA);
    without.send(Samples.calls("c1"));
    assertTrue(
        without.takeEffects().stream().noneMatch(Effect.AskAfterwards.class::isInstance),
        "nobody is ever asked: not a word");
  }

  @Test
  void anAnswerIsKeptWithThanksWhileTheOperatorWrapsUp() {
    InlineDesk desk = talked();
    desk.send(stayed());
    assertEquals(List.of(question(1)), desk.takeEffects());
    assertInstanceOf(ContactState.WrapUp.class, desk.contact(C1).state());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    assertFalse(desk.isOpen(C1));
    desk.send(key(1, "4"));
    assertEquals(List.of(4), scores(desk));
    assertEquals(
        List.of(
            new Effect.AskAfterwards(CALL, ""),
            new Effect.Say(CALL, new Speech("it", List.of("survey-thanks")), "goodbye")),
        desk.takeEffects());
    desk.send(phone(new CallEvent.Said(CALL, "goodbye")));
    assertEquals(List.of(HANG_UP), desk.takeEffects());
    assertEquals(List.of(), List.copyOf(desk.state.callers.all()));
  }

  @Test
  void theNextCallDoesNotWaitForTheAnswer() {
    InlineDesk desk = talked();
    desk.send(stayed());
    desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    desk.send(Samples.calls("c2"));
    assertEquals(Optional.of(ANNA), desk.contact(new ContactId("c2")).owner());
  }

  @Test
  void aWrongKeyIsAskedForOnceMore() {
    InlineDesk desk = talked();
    desk.send(stayed());
    desk.takeEffects();
    desk.send(key(1, "7"));
    assertEquals(List.of(question(2)), desk.takeEffects());
    desk.send(key(1, "4"));
    assertEquals(List.of(), scores(desk), "an answer to the question before");
    desk.send(key(2, "#"));
    assertEquals(List.of(HANG_UP), desk.takeEffects());
    desk.send(key(2, "4"));
    assertEquals(List.of(), scores(desk));
  }

  @Test
  void silenceAndHangingUpAreNoAnswer() {
    InlineDesk silent = talked();
    silent.send(stayed());
    silent.takeEffects();
    silent.send(key(1, ""));
    assertEquals(List.of(HANG_UP), silent.takeEffects());
    InlineDesk left = talked();
    left.send(stayed());
    left.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(List.of(), List.copyOf(left.state.callers.all()));
    InlineDesk mute = talked();
    mute.send(stayed());
    mute.takeEffects();
    mute.pass(Duration.ofMinutes(3));
    assertTrue(mute.takeEffects().contains(HANG_UP), "the PBX never told of a key");
    assertEquals(List.of(), List.copyOf(mute.state.callers.all()));
    assertEquals(List.of(List.of(), List.of()), List.of(scores(silent), scores(left)));
  }

  @Test
  void theLastQueueOfATransferredCallAsks() {
    InlineDesk desk = talking(TAXES);
    Samples.logIn(desk, CARLA);
    desk.takeEffects();
    desk.send(new Command.Transfer(ANNA, C1, REGISTRY));
    assertTrue(desk.takeEffects().contains(new Effect.AskAfterwards(CALL, "")));
  }

  @Test
  void aRestartInTheMiddleAsksOnceMoreAndCountsOnce() {
    InlineDesk before = talked();
    before.send(stayed());
    before.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), ""));
    var after =
        new InlineDesk(
            rules(),
            before.journal,
            Optional.ofNullable(before.recorder.snapshot(before.state)),
            before.now);
    assertEquals(List.copyOf(before.state.callers.all()), List.copyOf(after.state.callers.all()));
    after.send(Samples.resync(List.of()));
    after.send(stayed());
    after.takeEffects();
    after.send(key(1, "3"));
    assertEquals(List.of(3), scores(after));
    after.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(List.of(), rememberedOfContact(before, after));
  }

  /// The entries of the contact that the desk's snapshot still names.
  private static List<Long> rememberedOfContact(InlineDesk before, InlineDesk desk) {
    Set<Long> named =
        Arrays.stream(
                Remembered.fromBytes(
                    Objects.requireNonNull(desk.recorder.snapshot(desk.state)).bytes()))
            .boxed()
            .collect(Collectors.toSet());
    return Stream.of(before, desk)
        .flatMap(d -> d.commits().stream())
        .flatMap(c -> c.recorded().stream())
        .map(Recorded::entry)
        .filter(entry -> entry.subject().equals("contact/" + C1))
        .map(Entry::sequence)
        .filter(named::contains)
        .toList();
  }

  @Test
  void whoeverWaitsOrTalksIsNotAsked() {
    var waiting = new InlineDesk(rules());
    waiting.send(Samples.calls("c1"));
    waiting.takeEffects();
    waiting.send(stayed());
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), waiting.takeEffects());
    InlineDesk back = talked();
    back.send(stayed());
    // the operator's leg ended without a goodbye
    back.send(Samples.calls("c1"));
    assertFalse(back.contact(C1).state() instanceof ContactState.WrapUp);
    back.takeEffects();
    back.send(key(1, "4"));
    assertEquals(List.of(), back.takeEffects());
    assertEquals(List.of(), scores(back));
  }

  @Test
  void aTalkOfWhichTheEndWasNotHeardIsOver() {
    InlineDesk desk = talking(TAXES);
    desk.takeEffects();
    desk.send(stayed());
    assertInstanceOf(ContactState.WrapUp.class, desk.contact(C1).state());
    assertEquals(List.of(question(1)), desk.takeEffects());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "::", "c1", "c1:nowhere:it", "c1:taxes:de", "other:taxes:it", "c 1:taxes:it"})
  void aTicketThatIsNoneEndsTheCall(String ticket) {
    InlineDesk desk = talked();
    desk.send(phone(new CallEvent.Stayed(CALL, ticket)));
    assertEquals(List.of(HANG_UP), desk.takeEffects());
    assertEquals(List.of(), desk.facts(CallerEvent.SurveyAsked.class));
  }

  @Test
  void theOperatorsButtonEndsTheTalkNotTheCall() {
    InlineDesk desk = talking(TAXES);
    desk.takeEffects();
    desk.send(new Command.HangUp(ANNA, C1));
    assertEquals(List.of(new Effect.EndTalk(CALL)), desk.takeEffects());
  }

  @Test
  void aNumberOutsideIsTheEndOfIt() {
    InlineDesk desk = talking(TAXES);
    desk.send(new Command.Forward(ANNA, C1, "+390551112223"));
    desk.send(phone(new CallEvent.Forwarded(CALL, Reached.ANSWERED)));
    desk.send(phone(new CallEvent.HungUp(CALL)));
    assertEquals(List.of(), desk.facts(CallerEvent.SurveyAsked.class));
    assertEquals(1, desk.facts(ContactEvent.Forwarded.class).size());
  }
}

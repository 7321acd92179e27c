package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.TAXES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactState;
import it.sportello.contact.Outcome;
import it.sportello.recording.Asking;
import it.sportello.recording.QueueRecording;
import it.sportello.recording.RecordingEvent;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingOrder;
import it.sportello.recording.RecordingRules;
import it.sportello.recording.RecordingVault.Kept;
import it.sportello.supervision.SpyOrder;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Talks that are recorded, and supervisors who take part in them.
class RecordingStoryTest {
  private static final CallId CALL = new CallId("c1");
  private static final ContactId CONTACT = new ContactId("c1");
  private static final RecordingId FIRST = new RecordingId(CONTACT, 1);
  private static final SpyId SPY = new SpyId("spy-1");

  private InlineDesk desk = new InlineDesk(Samples.rules().withRecording(Samples.RECORDING));

  @BeforeEach
  void annaIsThere() {
    Samples.logIn(desk, ANNA);
  }

  private void says(CallEvent event) {
    desk.send(Samples.phone(event));
  }

  private void presses(String key) {
    says(
        new CallEvent.Digit(
            CALL, "recording/1", key.isEmpty() ? Optional.empty() : Optional.of(key)));
  }

  private void talk() {
    desk.send(Samples.calls("c1"));
    presses("");
    says(new CallEvent.Answered(CALL, ANNA));
  }

  private List<RecordingOrder> orders() {
    return desk.takeEffects().stream()
        .filter(Effect.RecordTalk.class::isInstance)
        .map(e -> ((Effect.RecordTalk) e).order())
        .toList();
  }

  @Test
  void nobodyIsOfferedBeforeTheCallerWasTold() {
    desk.send(Samples.calls("c1"));
    assertInstanceOf(ContactState.Waiting.class, desk.contact(CONTACT).state());
    assertEquals("recording/1", ((Effect.Ask) desk.takeEffects().getFirst()).question());
    desk.pass(Duration.ofSeconds(5));
    presses("");
    var offered = assertInstanceOf(ContactState.Offered.class, desk.contact(CONTACT).state());
    assertEquals(InlineDesk.START, offered.place().since());
    assertEquals(
        List.of(new RecordingEvent.Consented(CONTACT, CALL, Optional.empty())),
        desk.facts(RecordingEvent.Consented.class));
  }

  @Test
  void aTalkIsRecordedOnlyAfterItIsDurableWhy() {
    talk();
    assertEquals(List.of(new RecordingOrder.Start(CALL, FIRST)), orders());
    assertEquals(
        List.of(new RecordingEvent.Started(CONTACT, 1, CALL, ANNA, TAXES, 90)),
        desk.facts(RecordingEvent.Started.class));
    says(new CallEvent.TalkEnded(CALL, ANNA));
    assertEquals(List.of(new RecordingOrder.Stop(CALL)), orders());
    var kept = new Kept(100, Sha256.of(new byte[1]), "k1");
    assertInstanceOf(Reply.Done.class, desk.send(new Command.RecordingKept(FIRST, 5000, kept)));
    assertInstanceOf(Reply.Refused.class, desk.send(new Command.RecordingKept(FIRST, 5000, kept)));
    assertTrue(desk.state.openRecordings().isEmpty());
  }

  @Test
  void whoRefusesIsNotRecorded() {
    desk.send(Samples.calls("c1"));
    presses("9");
    says(new CallEvent.Answered(CALL, ANNA));
    assertEquals(List.of(), orders());
    assertEquals(
        List.of(new RecordingEvent.Refused(CONTACT, CALL, Optional.of("9"))),
        desk.facts(RecordingEvent.Refused.class));
    assertEquals(List.of(), desk.facts(RecordingEvent.Started.class));
  }

  @Test
  void whoIsAskedMustAgree() {
    var rules =
        new RecordingRules(
            Map.of(
                TAXES,
                new QueueRecording(
                    Asking.ASKED, "recording-asked", "1", Duration.ofSeconds(3), 90)),
            Duration.ofMinutes(3));
    for (String key : List.of("", "9", "1")) {
      desk = new InlineDesk(Samples.rules().withRecording(rules));
      annaIsThere();
      desk.send(Samples.calls("c1"));
      presses(key);
      says(new CallEvent.Answered(CALL, ANNA));
      assertEquals(
          key.equals("1") ? List.of(new RecordingOrder.Start(CALL, FIRST)) : List.of(), orders());
    }
  }

  @Test
  void aQuestionThatNobodyHeardToItsEndIsNoConsent() {
    desk.send(Samples.calls("c1"));
    desk.pass(Duration.ofMinutes(3));
    assertInstanceOf(ContactState.Waiting.class, desk.contact(CONTACT).state());
    assertEquals(1, desk.facts(RecordingEvent.Refused.class).size());
  }

  @Test
  void whoLeavesDuringTheQuestionHasWaited() {
    desk.send(Samples.calls("c1"));
    says(new CallEvent.HungUp(CALL));
    assertEquals(
        List.of(Outcome.ABANDONED),
        desk.facts(it.sportello.contact.ContactEvent.Closed.class).stream()
            .map(c -> c.outcome())
            .toList());
    assertTrue(desk.state.media.consents.all().isEmpty());
  }

  @Test
  void aCallerFoundAfterTheLinkBrokeIsAskedAgain() {
    desk.send(Samples.calls("c1"));
    desk.pass(Duration.ofSeconds(10));
    desk.takeEffects();
    desk.send(Samples.resync(List.of(Samples.live("c1", Optional.empty())), ANNA));
    assertEquals(List.of(new Effect.BackToWaiting(CALL)), desk.takeEffects());
    desk.send(Samples.calls("c1"));
    assertEquals("recording/2", ((Effect.Ask) desk.takeEffects().getFirst()).question());
  }

  @Test
  void holdAndDictationAreSilent() {
    talk();
    orders();
    says(new CallEvent.Held(CALL, ANNA));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, true)), orders());
    desk.send(new Command.PauseRecording(ANNA, CONTACT));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, true)), orders());
    says(new CallEvent.Resumed(CALL, ANNA));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, true)), orders());
    desk.send(new Command.ResumeRecording(ANNA, CONTACT));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, false)), orders());
  }

  @Test
  void whatWasSaidWhileTheLinkWasDownIsSaidAgain() {
    talk();
    desk.send(new Command.PauseRecording(ANNA, CONTACT));
    orders();
    desk.send(Samples.resync(List.of(Samples.live("c1", Optional.of(ANNA))), ANNA));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, true)), orders());
    desk.send(new Command.TransferTo(ANNA, CONTACT, BRUNO));
    orders();
    desk.send(Samples.resync(List.of(Samples.live("c1", Optional.empty())), ANNA));
    assertEquals(List.of(new RecordingOrder.Stop(CALL)), orders());
  }

  @Test
  void nobodyForgetsToGoOn() {
    talk();
    desk.send(new Command.PauseRecording(ANNA, CONTACT));
    orders();
    desk.pass(Duration.ofMinutes(3));
    assertEquals(List.of(new RecordingOrder.Silence(CALL, false)), orders());
    assertEquals(
        List.of(new RecordingEvent.Resumed(CONTACT, 1, Optional.empty())),
        desk.facts(RecordingEvent.Resumed.class));
  }

  @Test
  void onlyTheOperatorOfTheTalkPauses() {
    talk();
    assertEquals("not-yours", code(desk.send(new Command.PauseRecording(BRUNO, CONTACT))));
    assertEquals("wrong-state", code(desk.send(new Command.ResumeRecording(ANNA, CONTACT))));
  }

  private static String code(Reply reply) {
    return assertInstanceOf(Reply.Refused.class, reply).code();
  }

  @Test
  void theNextTalkIsARecordingOfItsOwn() {
    talk();
    desk.send(new Command.TransferTo(ANNA, CONTACT, BRUNO));
    Samples.logIn(desk, BRUNO);
    says(new CallEvent.Answered(CALL, BRUNO));
    assertEquals(
        List.of(1, 2),
        desk.facts(RecordingEvent.Started.class).stream().map(RecordingEvent.Started::n).toList());
    assertEquals(2, desk.state.openRecordings().size());
  }

  @Test
  void withoutRoomNothingIsRecordedAndCallsGoOn() {
    talk();
    orders();
    desk.send(new Command.RecordingRoom(false));
    assertEquals(List.of(new RecordingOrder.Stop(CALL)), orders());
    assertInstanceOf(ContactState.Handling.class, desk.contact(CONTACT).state());
    says(new CallEvent.Held(CALL, ANNA));
    desk.send(new Command.RecordingRoom(false));
    assertEquals(List.of(), orders());
  }

  @Test
  void aSupervisorTakesPartInEveryWay() {
    supervise();
    desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.WHISPER, new SpyId("spy-2")));
    desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.BARGE, new SpyId("spy-3")));
    assertEquals(
        List.of(
            new SpyOrder.Switch(SPY, ANNA, SpyMode.WHISPER),
            new SpyOrder.Switch(SPY, ANNA, SpyMode.BARGE)),
        spies());
    desk.send(new Command.EndSupervision(CARLA));
    assertEquals(List.of(new SpyOrder.End(SPY)), spies());
    assertEquals(
        List.of(new SupervisionEvent.Ended(CONTACT, "spy-1", "supervisor-left")),
        desk.facts(SupervisionEvent.Ended.class));
  }

  private void supervise() {
    Samples.logIn(desk, CARLA);
    talk();
    desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.LISTEN, SPY));
    says(new CallEvent.Spying(SPY, true));
    assertEquals(List.of(new SpyOrder.Begin(SPY, CARLA, ANNA, SpyMode.LISTEN)), spies());
  }

  private List<SpyOrder> spies() {
    return desk.takeEffects().stream()
        .filter(Effect.Supervise.class::isInstance)
        .map(e -> ((Effect.Supervise) e).order())
        .toList();
  }

  @Test
  void aSessionEndsWithTheTalk() {
    supervise();
    says(new CallEvent.TalkEnded(CALL, ANNA));
    assertEquals(List.of(new SpyOrder.End(SPY)), spies());
    assertEquals("talk-ended", desk.facts(SupervisionEvent.Ended.class).getFirst().because());
    says(new CallEvent.Spying(SPY, false));
    assertEquals(1, desk.facts(SupervisionEvent.Ended.class).size());
  }

  @Test
  void aSupervisorIsBusyMeanwhile() {
    supervise();
    desk.send(Samples.calls("c2", "0550002"));
    assertInstanceOf(ContactState.Waiting.class, desk.contact(new ContactId("c2")).state());
    desk.send(new Command.EndSupervision(CARLA));
    assertEquals(Optional.of(CARLA), desk.contact(new ContactId("c2")).owner());
  }

  @Test
  void aPhoneThatIsNotAnsweredEndsTheSession() {
    Samples.logIn(desk, CARLA);
    talk();
    desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.LISTEN, SPY));
    desk.pass(Duration.ofSeconds(31));
    assertEquals("unreachable", desk.facts(SupervisionEvent.Ended.class).getFirst().because());
  }

  @Test
  void onlySupervisorsOfATalkMayListen() {
    talk();
    assertEquals(
        "not-allowed", code(desk.send(new Command.Supervise(BRUNO, CONTACT, SpyMode.LISTEN, SPY))));
    assertEquals(
        "no-phone", code(desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.LISTEN, SPY))));
    Samples.logIn(desk, CARLA);
    says(new CallEvent.TalkEnded(CALL, ANNA));
    assertEquals(
        "wrong-state", code(desk.send(new Command.Supervise(CARLA, CONTACT, SpyMode.LISTEN, SPY))));
  }

  @Test
  void aColleagueWhoTakesTheCallerOverBeginsARecording() {
    talk();
    Samples.logIn(desk, BRUNO);
    desk.send(new Command.Consult(ANNA, CONTACT, Optional.of(BRUNO), ""));
    says(new CallEvent.Joined(CALL, new Party.Colleague(ANNA)));
    says(new CallEvent.Joined(CALL, new Party.Colleague(BRUNO)));
    orders();
    desk.send(new Command.ConsultStep(ANNA, CONTACT, Command.ConsultStep.Step.COMPLETE));
    assertEquals(
        List.of(
            new RecordingOrder.Stop(CALL),
            new RecordingOrder.Start(CALL, new RecordingId(CONTACT, 2))),
        orders());
    assertEquals(BRUNO, desk.facts(RecordingEvent.Started.class).getLast().operator());
  }

  @Test
  void aSupervisorDoesNotFollowTheCallerToAColleague() {
    supervise();
    Samples.logIn(desk, BRUNO);
    desk.send(new Command.Consult(ANNA, CONTACT, Optional.of(BRUNO), ""));
    says(new CallEvent.Joined(CALL, new Party.Colleague(ANNA)));
    says(new CallEvent.Joined(CALL, new Party.Colleague(BRUNO)));
    assertEquals(1, desk.state.openSupervisions().size());
    desk.send(new Command.ConsultStep(ANNA, CONTACT, Command.ConsultStep.Step.COMPLETE));
    assertEquals("talk-ended", desk.facts(SupervisionEvent.Ended.class).getFirst().because());
  }

  @Test
  void noMenuComesBackDuringTheQuestion() {
    desk = new InlineDesk(Samples.rules(withMenu()).withRecording(Samples.RECORDING));
    annaIsThere();
    desk.send(Samples.calls("c1"));
    says(new CallEvent.Digit(CALL, "main/1", Optional.of("1")));
    desk.takeEffects();
    desk.pass(Duration.ofSeconds(10));
    desk.send(Samples.calls("c1"));
    assertEquals(
        List.of("recording/2"),
        desk.takeEffects().stream().map(e -> ((Effect.Ask) e).question()).toList());
    desk.pass(Duration.ofSeconds(125));
    assertEquals(1, desk.facts(RecordingEvent.Refused.class).size());
    assertInstanceOf(ContactState.Offered.class, desk.contact(CONTACT).state());
  }

  private static ReceptionRules withMenu() {
    var menu =
        new ReceptionRules.Menu(
            "main",
            "it",
            "menu-main",
            Map.of("1", new ReceptionRules.ToQueue(TAXES)),
            Duration.ofSeconds(5),
            2,
            new ReceptionRules.ToQueue(TAXES));
    return new ReceptionRules("it", Map.of("0550001", "main"), Map.of("main", menu), Map.of());
  }

  @Test
  void aCallerFirstFoundByAResyncIsAskedOnce() {
    desk.send(Samples.resync(List.of(Samples.live("c1", Optional.empty())), ANNA));
    assertEquals(
        List.of("recording/1"),
        desk.takeEffects().stream().map(e -> ((Effect.Ask) e).question()).toList());
  }

  @Test
  void otherRulesLeaveTheQuestionAndTheSupervisorAlone() {
    supervise();
    Samples.logIn(desk, BRUNO);
    desk.send(Samples.calls("c2"));
    desk.send(
        new Command.Configure(
            "carla", Samples.rules().withRecording(Samples.RECORDING), List.of("nothing")));
    assertInstanceOf(
        ContactState.Waiting.class, desk.contact(new ContactId("c2")).state(), "not told yet");
    desk.send(Samples.calls("c3", "0550002"));
    desk.send(Samples.calls("c4", "0550002"));
    assertEquals(Optional.of(BRUNO), desk.contact(new ContactId("c3")).owner());
    assertEquals(Optional.empty(), desk.contact(new ContactId("c4")).owner(), "carla listens");
  }

  @Test
  void aSessionWhoseLegHasGoneUnheardIsOver() {
    supervise();
    says(
        new CallEvent.Resync(
            List.of(Samples.live("c1", Optional.of(ANNA))),
            List.of(ANNA, CARLA),
            List.of(),
            List.of(new SpyId("spy-9"))));
    assertEquals("supervisor-left", desk.facts(SupervisionEvent.Ended.class).getFirst().because());
    assertEquals(List.of(new SpyOrder.End(new SpyId("spy-9"))), spies());
  }
}

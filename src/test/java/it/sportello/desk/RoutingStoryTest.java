package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.TAXES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.OnHold;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.operator.OperatorEvent;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of contacts that wait, lie, are interrupted or are moved.
class RoutingStoryTest {
  private static final ContactId F = new ContactId("f");
  private static final ContactId C = new ContactId("c");

  private InlineDesk desk = new InlineDesk(Samples.rules());

  private void careful() {
    desk = new InlineDesk(Samples.careful(ReceptionRules.NONE, 2));
  }

  private void takes(OperatorId operator, ContactId contact) {
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(operator, contact)));
  }

  private void answers(OperatorId operator, String call) {
    desk.send(Samples.phone(new CallEvent.Answered(new CallId(call), operator)));
  }

  private ContactState state(ContactId contact) {
    return desk.contact(contact).state();
  }

  @Test
  void writtenWorkLiesAsideDuringACallAndIsTakenUpAfterItsWrapUp() {
    Samples.logIn(desk, ANNA);
    desk.send(Samples.form("f"));
    takes(ANNA, F);
    desk.send(Samples.calls("c"));
    assertInstanceOf(Offered.class, state(C));
    assertInstanceOf(Handling.class, state(F));
    answers(ANNA, "c");
    assertInstanceOf(OnHold.class, state(F));
    desk.send(Samples.phone(new CallEvent.TalkEnded(new CallId("c"), ANNA)));
    assertInstanceOf(OnHold.class, state(F), "still the wrap-up");
    desk.send(new Command.Close(ANNA, C, List.of(), ""));
    assertInstanceOf(Handling.class, state(F));
  }

  @Test
  void whatLiesAsideCanBeClosedDuringTheCall() {
    Samples.logIn(desk, ANNA);
    desk.send(Samples.form("f"));
    takes(ANNA, F);
    desk.send(Samples.calls("c"));
    answers(ANNA, "c");
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Close(ANNA, F, List.of(), "")));
    assertTrue(!desk.isOpen(F));
  }

  @Test
  void requirementsRelaxStepByStepAndEachStepIsAFact() {
    careful();
    Samples.logIn(desk, BRUNO);
    desk.send(Samples.calls("c"));
    assertInstanceOf(Waiting.class, state(C), "bruno has level 1 of 2");
    desk.pass(Duration.ofSeconds(29));
    assertInstanceOf(Waiting.class, state(C));
    desk.pass(Duration.ofSeconds(1));
    assertEquals(BRUNO, assertInstanceOf(Offered.class, state(C)).operator());
    assertEquals(
        List.of(new ContactEvent.Widened(C, 1, Map.of("taxes", 1))),
        desk.facts(ContactEvent.Widened.class));
    ContactEvent.Offered offered = desk.facts(ContactEvent.Offered.class).getLast();
    assertEquals(1, offered.why().step());
    assertEquals(Map.of("taxes", 1), offered.why().skills());
  }

  @Test
  void whoeverGetsNobodyIsToldWhyWithNames() {
    careful();
    Samples.logIn(desk, BRUNO);
    Samples.logIn(desk, ANNA);
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "pausa"));
    desk.send(Samples.calls("c"));
    ContactEvent.NobodyFree nobody = desk.facts(ContactEvent.NobodyFree.class).getLast();
    assertEquals("nobody-free", nobody.why().rule());
    assertEquals(0, nobody.why().candidates());
    assertEquals(Map.of("pause", List.of(ANNA), "skills", List.of(BRUNO)), nobody.why().who());
  }

  @Test
  void whereNobodyIsLoggedInContactsGoElsewhereAfterAWhile() {
    careful();
    Samples.logIn(desk, CARLA);
    desk.send(form("f", "Altro"));
    assertEquals(TAXES, desk.contact(F).queue());
    assertEquals("nobody-here", desk.facts(ContactEvent.NobodyFree.class).getLast().why().rule());
    desk.pass(Duration.ofMinutes(5));
    assertEquals(REGISTRY, desk.contact(F).queue());
    assertEquals(CARLA, desk.contact(F).owner().orElseThrow());
    assertEquals(Because.OVERFLOWED, desk.facts(ContactEvent.Queued.class).getLast().because());
  }

  private static Command form(String id, String subject) {
    Command.SubmitForm f = Samples.form(id);
    return new Command.SubmitForm(
        f.contact(),
        f.code(),
        f.queue(),
        f.customer(),
        f.name(),
        f.address(),
        subject,
        f.text(),
        f.attachments());
  }

  @Test
  void writtenWorkThatNobodyTouchesGoesToWhomTheQueueNames() {
    careful();
    Samples.logIn(desk, ANNA);
    Samples.logIn(desk, CARLA);
    desk.send(form("f", "Altro"));
    takes(ANNA, F);
    desk.pass(Duration.ofMinutes(15));
    desk.send(new Command.AddNote(ANNA, F, "ci sto lavorando"));
    desk.pass(Duration.ofMinutes(19));
    assertInstanceOf(Handling.class, state(F));
    desk.pass(Duration.ofMinutes(1));
    assertEquals(CARLA, assertInstanceOf(Offered.class, state(F)).operator());
    assertEquals(Because.UNTOUCHED, desk.facts(ContactEvent.Returned.class).getLast().because());
  }

  @Test
  void aRuleGivesPriorityAndSaysWhoIsWantedAndWhoIsNot() {
    careful();
    Samples.logIn(desk, ANNA);
    Samples.logIn(desk, BRUNO);
    desk.send(Samples.form("f"));
    assertEquals(2, desk.contact(F).priority());
    assertEquals(List.of("refunds"), desk.contact(F).needs().rules());
    assertEquals(BRUNO, assertInstanceOf(Offered.class, state(F)).operator());
    assertEquals(
        "preferred-operator", desk.facts(ContactEvent.Offered.class).getLast().why().rule());
  }

  @Test
  void offersThatPassInARowMakeItLongerAndThenAPause() {
    careful();
    Samples.logIn(desk, ANNA);
    desk.send(form("f", "Altro"));
    desk.pass(Samples.OFFER);
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence(), "one may pass");
    assertEquals(1, desk.operator(ANNA).passed());
    desk.pass(Samples.ASK_AGAIN);
    assertInstanceOf(Offered.class, state(F));
    desk.pass(Samples.OFFER);
    assertEquals(Presence.PAUSE, desk.operator(ANNA).presence(), "the second is one too many");
    var place = assertInstanceOf(Waiting.class, state(F));
    assertEquals(
        Optional.of(desk.now.plus(Samples.ASK_AGAIN.multipliedBy(2))),
        Optional.ofNullable(place.passed().get(ANNA)));
    assertEquals(2, desk.facts(OperatorEvent.Passed.class).getLast().times());
  }

  @Test
  void whatASupervisorPutsToTheFrontComesBeforeCalls() {
    desk.send(Samples.form("f"));
    desk.send(Samples.calls("c"));
    desk.send(new Command.MoveToFront(CARLA, F));
    Samples.logIn(desk, ANNA);
    assertInstanceOf(Offered.class, state(F));
    assertEquals(
        "moved-by-supervisor", desk.facts(ContactEvent.Offered.class).getLast().why().rule());
    assertEquals(
        List.of(new ContactEvent.Moved(F, CARLA, "front", "")),
        desk.facts(ContactEvent.Moved.class));
  }

  @Test
  void aSupervisorMovesWaitingContactsAndWrittenWork() {
    Samples.logIn(desk, ANNA);
    desk.send(Samples.form("f"));
    takes(ANNA, F);
    Samples.logIn(desk, CARLA);
    desk.send(new Command.MoveToOperator(ANNA, F, CARLA));
    assertEquals(CARLA, assertInstanceOf(Offered.class, state(F)).operator());
    var before = desk.facts(ContactEvent.Queued.class).getLast().deadline();
    desk.send(new Command.MoveToQueue(ANNA, F, REGISTRY));
    assertEquals(REGISTRY, desk.contact(F).queue());
    assertEquals(before, desk.facts(ContactEvent.Queued.class).getLast().deadline());
    assertInstanceOf(
        Reply.Refused.class, desk.send(new Command.MoveToFront(ANNA, new ContactId("nobody"))));
  }

  @Test
  void otherRulesCountAtTheNextDecisionAndWaitingContactsKeepTheirDeadline() {
    careful();
    Samples.logIn(desk, BRUNO);
    desk.send(form("f", "Altro"));
    var place = assertInstanceOf(Waiting.class, state(F));
    desk.send(
        new Command.Configure(
            "carla", Samples.careful(ReceptionRules.NONE, 1), List.of("tributi: skills")));
    assertEquals(BRUNO, assertInstanceOf(Offered.class, state(F)).operator());
    assertEquals(place.deadline(), ((Offered) state(F)).place().deadline());
    assertEquals(
        List.of(new Configured("carla", List.of("tributi: skills"))), desk.facts(Configured.class));
  }

  @Test
  void rulesThatTheJournalRefusesAreNotInForce() {
    careful();
    DeskRules before = desk.state.rules();
    Samples.logIn(desk, BRUNO);
    desk.send(form("f", "Altro"));
    String was = StateText.of(desk.state);
    desk.journal.refuse(true);
    desk.send(new Command.Configure("carla", Samples.careful(ReceptionRules.NONE, 1), List.of()));
    assertEquals(before, desk.state.rules());
    assertEquals(was, StateText.of(desk.state));
  }

  @Test
  void writtenWorkOfAQueueThatAcceptsByItselfIsTakenAtOnce() {
    desk = new InlineDesk(Samples.careful(ReceptionRules.NONE, 3));
    Samples.logIn(desk, CARLA);
    desk.send(
        new Command.SubmitForm(
            F,
            "SP-f",
            REGISTRY,
            new it.sportello.base.CustomerId("d"),
            "Dora",
            "dora@example.com",
            "Altro",
            "Buongiorno",
            List.of()));
    assertEquals(CARLA, assertInstanceOf(Handling.class, state(F)).operator());
  }
}

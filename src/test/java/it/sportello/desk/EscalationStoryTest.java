package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.ELENA;
import static it.sportello.desk.Samples.EXPERTS;
import static it.sportello.desk.Samples.PREFER;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.escalate;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static it.sportello.desk.Samples.resync;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.escalation.Escalation;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// To the experts and back.
class EscalationStoryTest {
  private static final ContactId F1 = new ContactId("f1");
  private static final ContactId C1 = new ContactId("c1");
  private static final EscalationId E1 = new EscalationId("e1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void returnsWithTheOpinionToWhoeverAsked() {
    escalated();
    logIn(desk, BRUNO);
    desk.pass(Duration.ofHours(1));
    desk.send(new Command.GiveOpinion(ELENA, E1, "Si puo fare"));
    assertEquals(Because.OPINION, desk.facts(ContactEvent.Queued.class).getLast().because());
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
    assertEquals(
        "preferred-operator", desk.facts(ContactEvent.Offered.class).getLast().why().rule());
  }

  @Test
  void waitsForWhoeverAskedThenTakesAnybody() {
    escalated();
    logIn(desk, BRUNO);
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "coffee"));
    desk.send(new Command.GiveOpinion(ELENA, E1, "Si puo fare"));
    assertInstanceOf(Waiting.class, desk.contact(F1).state());
    desk.pass(PREFER.minusMillis(1));
    assertInstanceOf(Waiting.class, desk.contact(F1).state());
    desk.pass(Duration.ofMillis(1));
    assertEquals(Optional.of(BRUNO), desk.contact(F1).owner());
  }

  @Test
  void comesBackWhenTheTermIsOver() {
    escalated();
    desk.pass(EXPERTS);
    assertEquals(Because.OVERDUE, desk.facts(ContactEvent.Queued.class).getLast().because());
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
    assertInstanceOf(
        Escalation.State.Expired.class, desk.state.escalations.get(E1).orElseThrow().state());
  }

  @Test
  void takesAnOpinionThatComesLate() {
    escalated();
    desk.pass(EXPERTS);
    desk.send(new Command.Accept(ANNA, F1));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.GiveOpinion(ELENA, E1, "Ecco")));
    assertInstanceOf(Handling.class, desk.contact(F1).state());
    assertInstanceOf(
        Escalation.State.Answered.class, desk.state.escalations.get(E1).orElseThrow().state());
    assertEquals("wrong-state", code(desk.send(new Command.GiveOpinion(ELENA, E1, "Ancora"))));
  }

  @Test
  void takesNoOpinionFromOtherPeople() {
    escalated();
    assertEquals("not-yours", code(desk.send(new Command.GiveOpinion(ANNA, E1, "Mah"))));
    assertEquals(
        "no-such-escalation",
        code(desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e9"), "Mah"))));
  }

  @Test
  void takesAnOpinionThatComesWhileTheQuestionFallsDue() {
    escalated();
    desk.now = desk.now.plus(EXPERTS);
    assertInstanceOf(Reply.Done.class, desk.send(new Command.GiveOpinion(ELENA, E1, "Ecco")));
    assertInstanceOf(Offered.class, desk.contact(F1).state());
  }

  @Test
  void worksOnAnEscalatedCallInWritingOnceTheCallerHasGone() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.send(phone(new CallEvent.Answered(new CallId("c1"), ANNA)));
    assertEquals("wrong-state", code(desk.send(escalate(ANNA, "c1", "e1"))));
    desk.send(phone(new CallEvent.TalkEnded(new CallId("c1"), ANNA)));
    desk.send(phone(new CallEvent.HungUp(new CallId("c1"))));
    desk.takeEffects();
    desk.send(escalate(ANNA, "c1", "e1"));
    assertInstanceOf(ContactState.Escalated.class, desk.contact(C1).state());
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "coffee"));
    desk.send(new Command.GiveOpinion(ELENA, E1, "Ecco"));
    desk.send(resync(List.of(), ANNA));
    assertInstanceOf(Waiting.class, desk.contact(C1).state());
    desk.send(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, ""));
    assertEquals(Optional.of(ANNA), desk.contact(C1).owner());
    assertTrue(desk.takeEffects().isEmpty());
    desk.send(new Command.Accept(ANNA, C1));
    assertInstanceOf(
        Reply.Done.class, desk.send(new Command.Close(ANNA, C1, List.of("a", "b", "c"), "")));
  }

  @Test
  void forgetsTheQuestionsOfAClosedContact() {
    escalated();
    desk.send(new Command.GiveOpinion(ELENA, E1, "Ecco"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    assertTrue(desk.state.openEscalations().isEmpty());
  }

  private void escalated() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    assertInstanceOf(Reply.Done.class, desk.send(escalate(ANNA, "f1", "e1")));
  }

  private static String code(Reply reply) {
    return assertInstanceOf(Reply.Refused.class, reply).code();
  }
}

package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactState;
import it.sportello.journal.Draft;
import it.sportello.operator.OperatorEvent;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bugs, refusals and restarts cost as little as they can.
class DeciderTest {
  /// Whoever counts time for this queue meets a bug, while `poisoned`.
  private static final QueueId POISON = new QueueId("guasta");

  private boolean poisoned = true;
  private final InlineDesk desk = new InlineDesk(rules());

  private DeskRules rules() {
    DeskRules r = Samples.rules();
    var queues = new HashMap<>(r.queues());
    Queue.DeadlineClock clock = this::plus;
    var target = new Queue.Target(Duration.ofHours(1), Samples.OFFER, clock);
    queues.put(
        POISON,
        new Queue(
            POISON,
            "Guasta",
            Map.of(),
            0,
            Map.of(Channel.FORM, target),
            Samples.WRAP_UP,
            Duration.ofHours(1)));
    return new DeskRules(
        queues,
        r.operators(),
        r.centers(),
        r.numbers(),
        r.defaultQueue(),
        r.reopenWithin(),
        r.consoleGrace(),
        r.askAgainAfter(),
        r.preferFor(),
        r.centerClock(),
        r.talks(),
        r.reception());
  }

  private Instant plus(Instant from, Duration span) {
    if (poisoned) {
      throw new IllegalStateException("a bug in a clock");
    }
    return from.plus(span);
  }

  @Test
  void aBugCostsItsCommandOnly() {
    List<Reply> replies = desk.sendTogether(form("f1"), form("bad", POISON), form("f2"));
    assertInstanceOf(Reply.Done.class, replies.get(0));
    assertEquals("bug", assertInstanceOf(Reply.NotNow.class, replies.get(1)).code());
    assertInstanceOf(Reply.Done.class, replies.get(2));
    assertEquals(1, desk.bugs.get());
    assertTrue(desk.isOpen(new ContactId("f1")) && desk.isOpen(new ContactId("f2")));
    assertFalse(desk.isOpen(new ContactId("bad")));
  }

  @Test
  void whatCannotBeWrittenCostsItsCommandOnly() {
    String tooLong = "x".repeat(Draft.MAX_BODY_SIGNS);
    List<Reply> replies =
        desk.sendTogether(
            form("f1"), new Command.AddNote(ANNA, new ContactId("f1"), tooLong), form("f2"));
    assertEquals("bug", assertInstanceOf(Reply.NotNow.class, replies.get(1)).code());
    assertInstanceOf(Reply.Done.class, replies.get(2));
    assertEquals(1, desk.contact(new ContactId("f1")).messages());
  }

  @Test
  void aTimerThatFailsStopsNoOtherAndIsTriedAgainEachSecond() {
    poisoned = false;
    desk.send(form("bad", POISON));
    escalateByHand("bad");
    logIn(desk, ANNA);
    desk.send(form("f1"));
    poisoned = true;
    desk.pass(Samples.EXPERTS.plusSeconds(10));
    assertTrue(desk.bugs.get() >= 9 && desk.bugs.get() <= 12, () -> "bugs: " + desk.bugs.get());
    assertInstanceOf(ContactState.Waiting.class, desk.contact(new ContactId("f1")).state());
    poisoned = false;
    desk.pass(Duration.ofSeconds(2));
    assertInstanceOf(ContactState.Waiting.class, desk.contact(new ContactId("bad")).state());
  }

  /// Nobody serves the poisoned queue, so the contact is brought to the experts by its facts.
  private void escalateByHand(String contact) {
    var id = new ContactId(contact);
    var escalation = new it.sportello.base.EscalationId("e1");
    Instant due = desk.now.plus(Samples.EXPERTS);
    desk.state.apply(
        new it.sportello.contact.ContactEvent.Escalated(id, ANNA, escalation, Samples.CENTER, due),
        desk.now);
    desk.state.apply(
        new it.sportello.escalation.EscalationEvent.Asked(
            escalation, id, Samples.CENTER, ANNA, due, "?"),
        desk.now);
    desk.state.keep();
    assertEquals(1, desk.state.openEscalations().size());
  }

  @Test
  void tellsARefusalOnlyAfterTheCommitItWasDecidedOn() {
    desk.send(form("f1"));
    logIn(desk, ANNA);
    desk.journal.refuse(true);
    List<Reply> replies =
        desk.sendTogether(
            new Command.Accept(ANNA, new ContactId("f1")),
            new Command.Accept(ANNA, new ContactId("f1")));
    assertInstanceOf(Reply.NotNow.class, replies.get(0));
    assertInstanceOf(Reply.NotNow.class, replies.get(1));
    desk.journal.refuse(false);
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(ANNA, new ContactId("f1"))));
  }

  @Test
  void nothingIsDoneBeforeTheCommit() {
    logIn(desk, ANNA);
    desk.takeEffects();
    desk.journal.refuse(true);
    assertInstanceOf(Reply.NotNow.class, desk.send(Samples.calls("c1")));
    assertEquals(List.of(), desk.takeEffects());
    assertFalse(desk.isOpen(new ContactId("c1")));
  }

  @Test
  void asksNobodyWhoseConsoleWasConnectedBeforeTheRestart() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.now = desk.now.plusSeconds(3600);
    var restarted = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    restarted.send(form("f2"));
    assertInstanceOf(ContactState.Waiting.class, restarted.contact(new ContactId("f2")).state());
    assertFalse(restarted.operator(ANNA).console());
  }

  @Test
  void startsAgainUntilTheJournalTakesIt() {
    logIn(desk, ANNA);
    desk.journal.refuse(true);
    var restarted = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    restarted.decider.run(List.of(), restarted.now);
    assertTrue(restarted.operator(ANNA).console());
    desk.journal.refuse(false);
    restarted.pass(Duration.ofSeconds(2));
    assertFalse(restarted.operator(ANNA).console());
    restarted.pass(Duration.ofSeconds(2));
    assertEquals(1, restarted.facts(OperatorEvent.ConsoleGone.class).size());
  }

  @Test
  void keepsTheOrderOfIdlenessAcrossARestart() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, new ContactId("f1")));
    desk.pass(Duration.ofSeconds(5));
    desk.send(new Command.Close(ANNA, new ContactId("f1"), List.of(), ""));
    Instant idleSince = desk.operator(ANNA).idleSince();
    desk.pass(Duration.ofMinutes(5));
    var restarted = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    restarted.pass(Duration.ofSeconds(1));
    assertEquals(idleSince, restarted.operator(ANNA).idleSince());
  }
}

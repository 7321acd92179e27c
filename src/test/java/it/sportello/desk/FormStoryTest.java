package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.CARLA;
import static it.sportello.desk.Samples.GRACE;
import static it.sportello.desk.Samples.OFFER;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.WRAP_UP;
import static it.sportello.desk.Samples.answer;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.ContactState.WrapUp;
import it.sportello.contact.Outcome;
import it.sportello.operator.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Written contacts, from the form to the last word.
class FormStoryTest {
  private static final ContactId F1 = new ContactId("f1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void goesFromTheFormToTheAnswerAndIsClosed() {
    logIn(desk, ANNA);
    assertInstanceOf(Reply.Done.class, desk.send(form("f1")));
    Offered offered = assertInstanceOf(Offered.class, desk.contact(F1).state());
    assertEquals(ANNA, offered.operator());
    assertEquals(desk.now.plus(OFFER), offered.expiresAt());

    desk.send(new Command.Accept(ANNA, F1));
    assertInstanceOf(Handling.class, desk.contact(F1).state());
    desk.send(answer(ANNA, "f1", "o1"));
    Effect.Send send = assertInstanceOf(Effect.Send.class, desk.takeEffects().getLast());
    assertEquals(List.of("dora@example.org", "capo@example.org"), send.message().recipients());
    assertEquals(2, send.message().n());

    desk.send(new Command.MessageSent(new OutboxId("o1")));
    assertTrue(desk.state.outgoing().isEmpty());
    desk.send(new Command.Finish(ANNA, F1));
    assertEquals(
        desk.now.plus(WRAP_UP), assertInstanceOf(WrapUp.class, desk.contact(F1).state()).until());
    desk.send(new Command.Close(ANNA, F1, List.of("tributi", "tari", "rimborso"), "fatto"));
    assertFalse(desk.isOpen(F1));
    ContactEvent.Closed closed = desk.facts(ContactEvent.Closed.class).getLast();
    assertEquals(Outcome.HANDLED, closed.outcome());
    assertEquals(Optional.of(ANNA), closed.operator());
    assertEquals(desk.now, desk.operator(ANNA).idleSince());
  }

  @Test
  void returnsToItsPlaceInTheQueueWhenTheOfferExpires() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    Instant arrived = desk.now;
    desk.pass(OFFER.plusSeconds(1));
    Waiting waiting = assertInstanceOf(Waiting.class, desk.contact(F1).state());
    assertEquals(arrived, waiting.since());
    assertEquals(Presence.PAUSE, desk.operator(ANNA).presence());
    assertEquals("not-answering", desk.operator(ANNA).reason());
  }

  @Test
  void asksTheNextOperatorWhenOneDeclines() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofSeconds(1));
    logIn(desk, BRUNO);
    desk.send(form("f1"));
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
    desk.send(new Command.Decline(ANNA, F1, "non mio"));
    assertEquals(Optional.of(BRUNO), desk.contact(F1).owner());
    assertEquals(Presence.AVAILABLE, desk.operator(ANNA).presence());
  }

  @Test
  void asksTheSameOperatorAgainOnlyAfterAWhile() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Decline(ANNA, F1, ""));
    desk.pass(Samples.ASK_AGAIN.minusSeconds(1));
    assertInstanceOf(Waiting.class, desk.contact(F1).state());
    desk.pass(Duration.ofSeconds(1));
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
  }

  @Test
  void refusesAnAcceptAfterTheOfferExpired() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.pass(OFFER.plusSeconds(1));
    Reply.Refused refused =
        assertInstanceOf(Reply.Refused.class, desk.send(new Command.Accept(ANNA, F1)));
    assertEquals("wrong-state", refused.code());
  }

  @Test
  void closesByItselfWhenTheWrapUpRunsOut() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(new Command.Finish(ANNA, F1));
    desk.pass(WRAP_UP);
    assertFalse(desk.isOpen(F1));
  }

  @Test
  void givesWrittenWorkBackWhenTheConsoleStaysAway() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(new Command.ConsoleGone(ANNA));
    desk.pass(GRACE.minusSeconds(1));
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
    desk.pass(Duration.ofSeconds(1));
    assertInstanceOf(Waiting.class, desk.contact(F1).state());
    assertEquals(Presence.AWAY, desk.operator(ANNA).presence());
    assertEquals(
        Because.OPERATOR_LOST, desk.facts(ContactEvent.Returned.class).getLast().because());
  }

  @Test
  void keepsTheWorkWhenTheConsoleComesBackInTime() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(new Command.ConsoleGone(ANNA));
    desk.pass(GRACE.minusSeconds(1));
    desk.send(new Command.ConsoleConnected(ANNA));
    desk.pass(GRACE.multipliedBy(2));
    assertInstanceOf(Handling.class, desk.contact(F1).state());
  }

  @Test
  void transfersToAnotherQueueAndAsksWhoHasBeenIdleLongestThere() {
    logIn(desk, ANNA);
    desk.pass(Duration.ofMinutes(1));
    logIn(desk, CARLA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.pass(Duration.ofMinutes(1));
    desk.send(new Command.Transfer(ANNA, F1, REGISTRY));
    assertEquals(REGISTRY, desk.contact(F1).queue());
    assertEquals(Optional.of(CARLA), desk.contact(F1).owner());
  }

  @Test
  void refusesWhatIsNotInTheOperatorsHands() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    assertEquals("not-yours", code(desk.send(answer(ANNA, "f1", "o1"))));
    assertEquals("not-yours", code(desk.send(new Command.Accept(BRUNO, F1))));
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals("not-yours", code(desk.send(new Command.Finish(BRUNO, F1))));
    assertEquals(
        "no-such-contact", code(desk.send(new Command.Accept(ANNA, new ContactId("nessuno")))));
    assertEquals("wrong-state", code(desk.send(new Command.HangUp(ANNA, F1))));
  }

  @Test
  void takesOverWhatWaitsInAQueueThatIsNotConfiguredAnyMore() {
    desk.send(form("f1", REGISTRY));
    DeskRules all = Samples.rules();
    var fewer =
        new DeskRules(
            java.util.Map.of(TAXES, all.queue(TAXES)),
            all.operators(),
            all.centers(),
            all.numbers(),
            TAXES,
            all.reopenWithin(),
            all.consoleGrace(),
            all.askAgainAfter(),
            all.preferFor(),
            all.centerClock(),
            all.talks(),
            all.reception());
    var restarted = new InlineDesk(fewer, desk.journal, Optional.empty(), desk.now);
    logIn(restarted, ANNA);
    assertEquals(Optional.of(ANNA), restarted.contact(F1).owner());
  }

  private static String code(Reply reply) {
    return assertInstanceOf(Reply.Refused.class, reply).code();
  }
}

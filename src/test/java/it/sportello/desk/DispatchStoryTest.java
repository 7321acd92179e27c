package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.answer;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.receipt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.desk.Command.SentMessage;
import it.sportello.desk.MailEvent.Stage;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is watched over after a certified message was written: its receipts, and that it leaves at
/// most once.
class DispatchStoryTest {
  private static final ContactId F1 = new ContactId("f1");
  private static final OutboxId O1 = new OutboxId("o1");
  private static final Optional<SentMessage> OURS = Optional.of(new SentMessage(F1, 2));
  private static final DeskRules RULES =
      Samples.rules()
          .withPec(
              new PecRules(Set.of("URP@example.org"), Duration.ofHours(1), Duration.ofHours(26)));

  private InlineDesk desk = new InlineDesk(RULES);

  @Test
  void saysWhenTheAcceptanceDoesNotCome() {
    written();
    desk.pass(Duration.ofMinutes(59));
    assertEquals(List.of(), missing());
    desk.pass(Duration.ofMinutes(1));
    assertEquals(List.of(Stage.ACCEPTANCE), missing());
    desk.pass(Duration.ofHours(24));
    assertEquals(List.of(Stage.ACCEPTANCE), missing(), "once");
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of(Stage.ACCEPTANCE, Stage.DELIVERY), missing());
    desk.pass(Duration.ofDays(90));
    assertEquals(2, missing().size());
  }

  @Test
  void listsWhatIsMissingUntilItComes() {
    Instant written = desk.now;
    written();
    assertEquals(List.of(), Overview.overdue(desk.state));
    desk.pass(Duration.ofHours(1));
    var first = Overview.overdue(desk.state).getFirst();
    assertEquals(F1 + " 2 ACCEPTANCE", first.contact() + " " + first.n() + " " + first.stage());
    assertEquals(written.plus(Duration.ofHours(1)), first.since());
    desk.send(receipt(1, Pec.Type.ACCETTAZIONE, true, OURS));
    assertEquals(List.of(), Overview.overdue(desk.state), "there is time for the delivery");
    desk.pass(Duration.ofHours(25));
    desk = again();
    var second = Overview.overdue(desk.state).getFirst();
    assertEquals(Stage.DELIVERY, second.stage());
    assertEquals(written.plus(Duration.ofHours(26)), second.since());
    int open = second.recipients().size();
    desk.send(receipt(2, Pec.Type.AVVENUTA_CONSEGNA, true, OURS));
    assertTrue(
        Overview.overdue(desk.state).stream().allMatch(o -> o.recipients().size() == open - 1));
  }

  @Test
  void somebodyMayDecideThatNothingWillCome() {
    written();
    var stop = new Command.StopAwaiting(ANNA, F1, 2);
    assertInstanceOf(Reply.Refused.class, desk.send(stop), "it is not missing yet");
    desk.pass(Duration.ofHours(1));
    assertInstanceOf(Reply.Done.class, desk.send(stop));
    assertInstanceOf(Reply.Refused.class, desk.send(stop));
    desk = again();
    assertEquals(List.of(), Overview.overdue(desk.state));
    desk.pass(Duration.ofHours(30));
    assertEquals(List.of(), missing(), "since the restart");
  }

  private InlineDesk again() {
    return new InlineDesk(
        RULES, desk.journal, Optional.of(desk.recorder.snapshot(desk.state)), desk.now);
  }

  @Test
  void saysOfWhomNoDeliveryIsTold() {
    written();
    desk.send(receipt(1, Pec.Type.ACCETTAZIONE, true, OURS));
    desk.send(receipt(2, Pec.Type.AVVENUTA_CONSEGNA, true, OURS));
    desk.pass(Duration.ofHours(27));
    var missing = desk.facts(MailEvent.ReceiptMissing.class).getLast();
    assertEquals(Stage.DELIVERY, missing.stage());
    assertEquals(List.of("capo@example.org"), missing.recipients());
  }

  @Test
  void isContentOnceEverythingIsSaidInWhateverOrder() {
    written();
    desk.send(receipt(1, Pec.Type.ERRORE_CONSEGNA, true, OURS));
    assertEquals(1, desk.state.dispatches.all().size(), "the acceptance is still to come");
    desk.send(receipt(2, Pec.Type.ACCETTAZIONE, true, OURS));
    assertTrue(desk.state.dispatches.all().isEmpty());
    desk.pass(Duration.ofHours(30));
    assertEquals(List.of(), missing());
  }

  @Test
  void aReceiptWithoutProofSettlesNothing() {
    written();
    desk.send(receipt(1, Pec.Type.ACCETTAZIONE, false, OURS));
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of(Stage.ACCEPTANCE), missing());
  }

  @Test
  void watchesOverAClosedContactAcrossARestart() {
    written();
    desk.send(new Command.MessageSent(O1));
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    desk =
        new InlineDesk(
            RULES, desk.journal, Optional.of(desk.recorder.snapshot(desk.state)), desk.now);
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of(Stage.ACCEPTANCE), missing());
  }

  @Test
  void leavesAtMostOnceAtATime() {
    written();
    assertInstanceOf(Reply.Done.class, desk.send(new Command.MessageLeaves(O1)));
    assertInstanceOf(Reply.Refused.class, desk.send(new Command.MessageLeaves(O1)));
    desk.send(new Command.MessageNotSent(O1, Reason.text("451 later"), false));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.MessageLeaves(O1)));
    desk.send(new Command.MessageSent(O1));
    assertInstanceOf(Reply.Refused.class, desk.send(new Command.MessageLeaves(O1)));
  }

  @Test
  void isNotSentAgainAfterACrashInTheMiddle() {
    written();
    desk.send(new Command.MessageLeaves(O1));
    desk =
        new InlineDesk(
            RULES, desk.journal, Optional.of(desk.recorder.snapshot(desk.state)), desk.now);
    desk.pass(Duration.ofMillis(1));
    assertTrue(desk.takeEffects().stream().noneMatch(e -> e instanceof Effect.Send));
    assertEquals(1, desk.facts(MailEvent.Uncertain.class).size());
    assertTrue(desk.state.outgoing().isEmpty());
    desk.pass(Duration.ofHours(1));
    assertEquals(List.of(Stage.ACCEPTANCE), missing(), "a person decides");
  }

  @Test
  void aMessageThatWillNotLeaveIsNotWaitedFor() {
    written();
    desk.send(new Command.MessageNotSent(O1, Reason.text("553 not owned"), true));
    desk.pass(Duration.ofHours(30));
    assertEquals(List.of(), missing());
  }

  @Test
  void whatIsForwardedFromACertifiedMailboxIsAwaitedToo() {
    written();
    desk.send(Samples.forward(ANNA, "f1", "o2"));
    var awaited = desk.facts(MailEvent.Awaited.class).getLast();
    assertEquals(3, awaited.n());
    assertEquals(List.of("ufficio@example.net", "capo@example.net"), awaited.recipients());
  }

  @Test
  void ordinaryMailHasNoReceipts() {
    desk = new InlineDesk(Samples.rules());
    written();
    assertTrue(desk.state.dispatches.all().isEmpty());
  }

  private void written() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(answer(ANNA, "f1", "o1"));
  }

  private List<Stage> missing() {
    return desk.facts(MailEvent.ReceiptMissing.class).stream()
        .map(MailEvent.ReceiptMissing::stage)
        .toList();
  }
}

package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.REOPEN;
import static it.sportello.desk.Samples.again;
import static it.sportello.desk.Samples.answer;
import static it.sportello.desk.Samples.bounce;
import static it.sportello.desk.Samples.closed;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.mail;
import static it.sportello.desk.Samples.understood;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.desk.MailEvent.Fate;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content.NotUnderstood;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Mail in and out: each message has one fate, each answer leaves or is said not to have.
class MailStoryTest {
  private static final ContactId F1 = new ContactId("f1");
  private static final ContactId M1 = new ContactId("m1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  @Test
  void becomesAContactWithItsMessageAndMovesTheCursor() {
    desk.send(mail(5, "m1"));
    assertEquals(Channel.EMAIL, desk.contact(M1).channel());
    assertInstanceOf(Waiting.class, desk.contact(M1).state());
    assertEquals(1, desk.contact(M1).messages());
    assertEquals(Fate.CONTACT, fate());
    assertEquals(Optional.of(new MailCursor(7, 5)), desk.state.cursor("urp", "INBOX"));
    assertEquals(
        "modulo.pdf",
        desk.facts(ContactEvent.MessageReceived.class).getLast().attachments().getFirst().name());
  }

  @Test
  void addsToTheOpenContactItAnswers() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(
        mail(5, "m1", Optional.of(F1), Optional.empty(), false, understood(Optional.empty())));
    assertEquals(Fate.FOLLOW_UP, fate());
    assertEquals(2, desk.contact(F1).messages());
    assertInstanceOf(Handling.class, desk.contact(F1).state());
    assertFalse(desk.isOpen(M1));
  }

  @Test
  void reopensAClosedContactWithinTheWindow() {
    Instant closedAt = desk.now;
    desk.pass(REOPEN.minusSeconds(1));
    desk.send(
        mail(
            5,
            "m1",
            Optional.of(F1),
            Optional.of(closed(desk, "f1", closedAt)),
            false,
            understood(Optional.empty())));
    assertEquals(Fate.FOLLOW_UP, fate());
    assertEquals(2, desk.contact(F1).messages());
    assertEquals("SP-f1", desk.contact(F1).code());
    assertInstanceOf(Waiting.class, desk.contact(F1).state());
    assertEquals(Because.WROTE_AGAIN, desk.facts(ContactEvent.Queued.class).getLast().because());
  }

  @Test
  void beginsANewContactAfterTheWindow() {
    Instant closedAt = desk.now;
    desk.pass(REOPEN);
    desk.send(
        mail(
            5,
            "m1",
            Optional.of(F1),
            Optional.of(closed(desk, "f1", closedAt)),
            false,
            understood(Optional.empty())));
    assertEquals(Fate.CONTACT, fate());
    assertTrue(desk.isOpen(M1));
    assertFalse(desk.isOpen(F1));
  }

  @Test
  void takesTheSameBytesOnlyOnce() {
    desk.send(
        mail(5, "m1", Optional.empty(), Optional.empty(), true, understood(Optional.empty())));
    assertEquals(Fate.KNOWN, fate());
    assertFalse(desk.isOpen(M1));
    assertEquals(Optional.of(new MailCursor(7, 5)), desk.state.cursor("urp", "INBOX"));
  }

  @Test
  void ignoresWhatIsBehindTheCursor() {
    desk.send(mail(5, "m1"));
    long before = desk.journal.lastSequence();
    assertInstanceOf(Reply.Done.class, desk.send(mail(5, "m2")));
    assertInstanceOf(Reply.Done.class, desk.send(mail(4, "m3")));
    assertEquals(before, desk.journal.lastSequence());
  }

  @Test
  void makesNoContactOfAnAutomaticAnswer() {
    desk.send(
        mail(
            5,
            "m1",
            Optional.empty(),
            Optional.empty(),
            false,
            understood(Optional.of("auto-submitted: auto-replied"))));
    assertEquals(Fate.IGNORED, fate());
    assertFalse(desk.isOpen(M1));
  }

  @Test
  void doesNotReopenForAnAutomaticAnswer() {
    desk.send(
        mail(
            5,
            "m1",
            Optional.of(F1),
            Optional.of(closed(desk, "f1", desk.now)),
            false,
            understood(Optional.of("auto-submitted: auto-replied"))));
    assertEquals(Fate.IGNORED, fate());
    assertFalse(desk.isOpen(F1));
  }

  @Test
  void showsAnAutomaticAnswerToWhoeverHasTheOpenContact() {
    desk.send(form("f1"));
    desk.send(
        mail(
            5,
            "m1",
            Optional.of(F1),
            Optional.empty(),
            false,
            understood(Optional.of("vacation"))));
    assertEquals(Fate.FOLLOW_UP, fate());
    assertEquals(2, desk.contact(F1).messages());
  }

  @Test
  void showsWhatCannotBeReadToAPerson() {
    desk.send(
        mail(
            5,
            "m1",
            Optional.empty(),
            Optional.empty(),
            false,
            new NotUnderstood(Reason.text("more than 50 MB"))));
    assertEquals(Fate.FAILED, fate());
    assertInstanceOf(Waiting.class, desk.contact(M1).state());
    assertEquals(
        "more than 50 MB", Reason.words(desk.facts(MailEvent.Taken.class).getLast().why()));
    var unread = new MailEvent.Unread(M1, 1, List.of(Reason.text("more than 50 MB")));
    assertEquals(unread, desk.facts(MailEvent.Unread.class).getLast());
  }

  @Test
  void doesNotGetStuckWhenTheCustomerAnswersAClosedCallInWriting() {
    logIn(desk, ANNA);
    var call = closed(desk, "f1", desk.now);
    var voice =
        new Command.ClosedContact(
            call.id(),
            call.code(),
            Channel.VOICE,
            call.queue(),
            call.customer(),
            call.name(),
            call.address(),
            call.subject(),
            call.arrivedAt(),
            call.closedAt(),
            1);
    desk.send(
        mail(5, "m1", Optional.of(F1), Optional.of(voice), false, understood(Optional.empty())));
    assertInstanceOf(Offered.class, desk.contact(F1).state());
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Accept(ANNA, F1)));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Finish(ANNA, F1)));
    assertInstanceOf(Reply.Done.class, desk.send(new Command.Close(ANNA, F1, List.of(), "")));
  }

  @Test
  void triesAMessageAgainWithAGrowingPause() {
    Outgoing message = written();
    var pauses = new java.util.ArrayList<Duration>();
    for (int i = 0; i < 6; i++) {
      desk.send(new Command.MessageNotSent(message.id(), Reason.text("connection refused"), false));
      Effect.Send again = assertInstanceOf(Effect.Send.class, desk.takeEffects().getLast());
      assertEquals(i + 1, again.message().attempts());
      pauses.add(Duration.between(desk.now, again.message().dueAt()));
    }
    assertEquals(
        List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(2)),
        pauses);
  }

  @Test
  void givesAMessageUpAfterFortyAttempts() {
    Outgoing message = written();
    for (int i = 0; i < 39; i++) {
      desk.send(new Command.MessageNotSent(message.id(), Reason.text("connection refused"), false));
    }
    assertEquals(1, desk.state.outgoing().size());
    desk.send(new Command.MessageNotSent(message.id(), Reason.text("connection refused"), false));
    assertTrue(desk.state.outgoing().isEmpty());
    assertEquals(
        "connection refused", Reason.words(desk.facts(MailEvent.Failed.class).getLast().why()));
  }

  @Test
  void givesAMessageUpAtOnceWhenTheServerRefusesItForGood() {
    Outgoing message = written();
    desk.send(new Command.MessageNotSent(message.id(), Reason.text("550 no such user"), true));
    assertTrue(desk.state.outgoing().isEmpty());
  }

  @Test
  void sendsWhatWasNotConfirmedAgainAfterARestart() {
    Outgoing message = written();
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    var restarted =
        new InlineDesk(
            Samples.rules(),
            desk.journal,
            Optional.of(desk.recorder.snapshot(desk.state)),
            desk.now);
    restarted.pass(Duration.ofMillis(1));
    assertEquals(List.of(new Effect.Send(message)), restarted.takeEffects());
    restarted.send(new Command.MessageSent(new OutboxId("o1")));
    assertTrue(restarted.state.outgoing().isEmpty());
  }

  @Test
  void readsAMessageAgainIntoTheContactThatStoodForIt() {
    var failed =
        mail(
            5, "m1", none(), Optional.empty(), false, new NotUnderstood(Reason.text("no charset")));
    desk.send(failed);
    desk.send(again(failed, new NotUnderstood(Reason.text("still none")), Optional.of(M1)));
    assertEquals(Fate.FAILED, lately().fate());
    assertEquals(1, desk.contact(M1).messages());
    desk.send(again(failed, understood(Optional.empty()), Optional.of(M1)));
    assertEquals(Fate.CONTACT, lately().fate());
    assertEquals(2, desk.contact(M1).messages());
    assertEquals(Optional.of(new MailCursor(7, 5)), desk.state.cursor("urp", "INBOX"));
  }

  @Test
  void readsAMessageAgainAsIfItWereNewOnceThatContactIsClosed() {
    logIn(desk, ANNA);
    var failed =
        mail(
            5, "m1", none(), Optional.empty(), false, new NotUnderstood(Reason.text("no charset")));
    desk.send(failed);
    desk.send(new Command.Accept(ANNA, M1));
    desk.send(new Command.Close(ANNA, M1, List.of(), ""));
    desk.send(again(failed, understood(Optional.empty()), Optional.of(M1)));
    assertEquals(Fate.CONTACT, lately().fate());
    assertTrue(desk.isOpen(new ContactId("m1-again")));
  }

  @Test
  void joinsABounceToTheMessageThatBounced() {
    written();
    desk.send(bounce(5, true, Optional.of(new Command.SentMessage(F1, 2))));
    assertEquals(Fate.BOUNCE, fate());
    var bounced = desk.facts(MailEvent.Bounced.class).getLast();
    assertEquals(
        "dora@example.org 2 true",
        bounced.recipient() + " " + bounced.n() + " " + bounced.permanent());
    assertEquals(2, desk.contact(F1).messages(), "a bounce is no message");
    assertFalse(desk.isOpen(new ContactId("b5")));
  }

  @Test
  void logsABounceAboutNothingWeKnow() {
    desk.send(bounce(5, false, Optional.empty()));
    assertEquals(Fate.BOUNCE, fate());
    assertTrue(desk.facts(MailEvent.Bounced.class).isEmpty());
    assertTrue(desk.state.openContacts().isEmpty());
    assertEquals(
        "soft 5.1.1; about no message that we know",
        Reason.words(desk.facts(MailEvent.Taken.class).getLast().why()));
  }

  @Test
  void takesSeveralMessagesInTheirOrder() {
    desk.send(new Command.TakeMails(List.of(mail(5, "m1"), mail(6, "m2"))));
    assertTrue(desk.isOpen(M1));
    assertTrue(desk.isOpen(new ContactId("m2")));
    assertEquals(Optional.of(new MailCursor(7, 6)), desk.state.cursor("urp", "INBOX"));
  }

  @Test
  void takesWhatWasMissedBehindTheCursorWithoutMovingIt() {
    desk.send(mail(5, "m1"));
    desk.send(mail(3, "m3"));
    assertFalse(desk.isOpen(new ContactId("m3")), "behind the cursor");
    desk.send(new Command.TakeMissed(mail(3, "m3")));
    assertTrue(desk.isOpen(new ContactId("m3")));
    assertEquals(Optional.of(new MailCursor(7, 5)), desk.state.cursor("urp", "INBOX"));
    assertEquals(
        "found by the reconciliation",
        Reason.words(desk.facts(MailEvent.Taken.class).getLast().why()));
    desk.send(new Command.TakeMissed(mail(6, "m6")));
    assertFalse(desk.isOpen(new ContactId("m6")), "is still to come");
  }

  @Test
  void takesWhatAServerHandsOverWithoutACursor() {
    var first = handedOver(1, "m1");
    desk.send(first);
    desk.send(handedOver(2, "m2"));
    assertTrue(desk.isOpen(M1));
    assertTrue(desk.isOpen(new ContactId("m2")));
    assertEquals(Optional.empty(), desk.state.cursor("urp", MailKey.HANDED_OVER));
  }

  @Test
  void forwardsWhatTheOperatorHasInHands() {
    written();
    Reply refused = desk.send(Samples.forward(Samples.CARLA, "f1", "o2"));
    assertTrue(
        refused instanceof Reply.Refused r && r.code().equals("not-yours"), refused.toString());
    desk.send(Samples.forward(ANNA, "f1", "o2"));
    var forwarded = desk.facts(ContactEvent.MessageForwarded.class).getLast();
    assertEquals(3, forwarded.n());
    var leaves = desk.state.outgoing().stream().filter(o -> o.n() == 3).findFirst().orElseThrow();
    assertEquals(List.of("ufficio@example.net", "capo@example.net"), leaves.recipients());
    assertEquals("urp@example.org", leaves.sender());
  }

  @Test
  void whatAThirdPartyAnswersOpensTheContactAgainHoweverLateAndIsNoWishOfTheCustomer() {
    Command.TakeMail late =
        Samples.mail(1, "m1", Optional.of(F1), Optional.of(closedLongAgo()), false, content());
    desk.send(asOutsider(late));
    assertFalse(desk.isOpen(M1));
    assertTrue(desk.isOpen(F1));
    assertEquals(Fate.FOLLOW_UP, fate());
    assertTrue(desk.facts(ContactEvent.MessageReceived.class).getLast().outsider());
    assertEquals(Because.OUTSIDER_WROTE, desk.facts(ContactEvent.Queued.class).getLast().because());
    assertFalse(Because.OUTSIDER_WROTE.isWish());
    assertEquals("dora@example.org", desk.facts(ContactEvent.Reopened.class).getLast().address());
  }

  private static Command.ClosedContact closedLongAgo() {
    return new Command.ClosedContact(
        F1,
        "SP-f1",
        Channel.EMAIL,
        Samples.TAXES,
        new it.sportello.base.CustomerId("c1"),
        "Dora",
        "dora@example.org",
        "Rimborso",
        InlineDesk.START.minus(Duration.ofDays(400)),
        InlineDesk.START.minus(Duration.ofDays(399)),
        3);
  }

  private static it.sportello.mail.InboundMail.Content content() {
    return mail(1, "m1").mail().content();
  }

  private static Command.TakeMail asOutsider(Command.TakeMail c) {
    return new Command.TakeMail(
        c.mail(),
        c.fresh(),
        c.code(),
        c.queue(),
        c.customer(),
        c.thread(),
        c.closed(),
        c.known(),
        c.needs(),
        c.about(),
        c.channel(),
        c.acknowledgement(),
        true);
  }

  private static Command.TakeMail handedOver(long uid, String fresh) {
    Command.TakeMail c = mail(uid, fresh);
    var in = c.mail();
    return new Command.TakeMail(
        new InboundMail(
            MailKey.handedOver("urp"), in.raw(), in.sizeBytes(), in.receivedAt(), in.content()),
        c.fresh(),
        c.code(),
        c.queue(),
        c.customer(),
        c.thread(),
        c.closed(),
        c.known(),
        c.needs(),
        c.about(),
        c.channel(),
        c.acknowledgement());
  }

  private static Optional<ContactId> none() {
    return Optional.empty();
  }

  private MailEvent.Reconsidered lately() {
    return desk.facts(MailEvent.Reconsidered.class).getLast();
  }

  private Outgoing written() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(answer(ANNA, "f1", "o1"));
    return desk.state.outgoing().iterator().next();
  }

  private Fate fate() {
    return desk.facts(MailEvent.Taken.class).getLast().fate();
  }
}

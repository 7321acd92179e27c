package it.sportello.desk;

import static it.sportello.desk.Samples.acknowledgement;
import static it.sportello.desk.Samples.mail;
import static it.sportello.desk.Samples.understood;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Acknowledgement.Why;
import it.sportello.journal.Fact;
import it.sportello.mail.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who begins a contact by mail is told so, but not without end.
class AcknowledgementStoryTest {
  private InlineDesk desk = new InlineDesk(Samples.rules());
  private long uid;

  @Test
  void isDecidedInTheCommitOfTheContactAndLeavesByTheOutbox() {
    request("m1", "dora", 5, 100);
    List<Class<?>> kinds =
        desk.commits().getLast().recorded().stream()
            .<Class<?>>map(r -> r.fact().getClass())
            .toList();
    assertTrue(
        kinds.containsAll(
            List.of(
                MailEvent.Taken.class,
                ContactEvent.Arrived.class,
                ContactEvent.Acknowledged.class,
                MailEvent.AutoAnswered.class)),
        kinds.toString());
    assertEquals(2, desk.contact(new ContactId("m1")).messages());
    assertEquals(List.of("dora@example.org"), sends().getFirst().message().recipients());
    again();
    desk.pass(Duration.ofMillis(1));
    assertEquals(1, sends().size(), "what was not confirmed leaves after a restart");
    desk.send(new Command.MessageSent(desk.state.outgoing().iterator().next().id()));
    again();
    desk.pass(Duration.ofMillis(1));
    assertEquals(0, sends().size());
  }

  @Test
  void tellsNobodyWhoGoesOnWithAContactOrIsAMachine() {
    request("m1", "dora", 5, 100);
    var first = Optional.of(new ContactId("m1"));
    desk.send(
        mail(++uid, "m2", first, Optional.empty(), false, understood(Optional.empty()))
            .with(acknowledgement("a-m2", "dora", 5, 100)));
    desk.send(
        mail(++uid, "m3", Optional.empty(), Optional.empty(), false, machine())
            .with(acknowledgement("a-m3", "dora", 5, 100)));
    assertEquals(1, desk.facts(ContactEvent.Acknowledged.class).size());
    assertTrue(desk.facts(MailEvent.NotAcknowledged.class).isEmpty());
  }

  @Test
  void fallsSilentTowardsACorrespondentUntilADayHasPassed() {
    request("m1", "dora", 2, 100);
    desk.pass(Duration.ofHours(1));
    request("m2", "dora", 2, 100);
    request("m3", "dora", 2, 100);
    request("m4", "ugo", 2, 100);
    assertEquals(3, desk.facts(ContactEvent.Acknowledged.class).size());
    var silent = desk.facts(MailEvent.NotAcknowledged.class).getLast();
    assertEquals(Why.CORRESPONDENT, silent.why());
    assertEquals(new ContactId("m3"), silent.contact());
    String said = Reason.words(desk.facts(MailEvent.Taken.class).get(2).why());
    assertEquals("not acknowledged: its address had as many as it may in a day", said);
    desk.pass(Duration.ofHours(23).minusMillis(1));
    request("m5", "dora", 2, 100);
    assertEquals(3, desk.facts(ContactEvent.Acknowledged.class).size());
    desk.pass(Duration.ofMillis(1));
    request("m6", "dora", 2, 100);
    assertEquals(4, desk.facts(ContactEvent.Acknowledged.class).size());
  }

  @Test
  void fallsSilentWhenAMailboxHasSaidEnoughToAnybody() {
    request("m1", "dora", 5, 2);
    request("m2", "ugo", 5, 2);
    request("m3", "pia", 5, 2);
    assertEquals(2, desk.facts(ContactEvent.Acknowledged.class).size());
    assertEquals(Why.MAILBOX, desk.facts(MailEvent.NotAcknowledged.class).getLast().why());
  }

  @Test
  void staysSilentAfterARestartAlsoWhenTheContactsAreClosed() {
    Samples.logIn(desk, Samples.ANNA);
    request("m1", "dora", 1, 100);
    desk.send(new Command.MessageSent(desk.state.outgoing().iterator().next().id()));
    desk.send(new Command.Accept(Samples.ANNA, new ContactId("m1")));
    assertInstanceOf(
        Reply.Done.class,
        desk.send(new Command.Close(Samples.ANNA, new ContactId("m1"), List.of(), "")));
    again();
    request("m2", "dora", 1, 100);
    assertEquals(Why.CORRESPONDENT, desk.facts(MailEvent.NotAcknowledged.class).getLast().why());
  }

  @Test
  void remembersNoMoreThanADay() {
    for (int day = 0; day < 5; day++) {
      request("m" + day, "dora", 1, 100);
      desk.pass(Duration.ofHours(24));
    }
    assertEquals(5, desk.facts(ContactEvent.Acknowledged.class).size());
    assertEquals(1, desk.state.autoAnswers("urp").sent().size());
    long[] kept =
        Remembered.fromBytes(Objects.requireNonNull(desk.recorder.snapshot(desk.state)).bytes());
    long autoAnswers =
        Arrays.stream(kept)
            .mapToObj(n -> desk.facts().get((int) n - 1))
            .filter(MailEvent.AutoAnswered.class::isInstance)
            .count();
    assertEquals(1, autoAnswers);
  }

  @Test
  void saysWhyAMessageIsUnwanted() {
    desk.send(mail(++uid, "m1").with(new Acknowledgement.Unwanted(Why.NO_REPLY)));
    assertTrue(desk.isOpen(new ContactId("m1")));
    assertTrue(desk.facts(ContactEvent.Acknowledged.class).isEmpty());
    List<? extends Fact> silent = desk.facts(MailEvent.NotAcknowledged.class);
    assertEquals(
        List.of(new MailEvent.NotAcknowledged(new ContactId("m1"), "urp", Why.NO_REPLY)), silent);
  }

  private void request(String contact, String correspondent, int each, int all) {
    desk.send(mail(++uid, contact).with(acknowledgement("a-" + contact, correspondent, each, all)));
  }

  private static it.sportello.mail.InboundMail.Content machine() {
    return understood(Optional.of("Auto-Submitted: auto-replied"));
  }

  private List<Effect.Send> sends() {
    return desk.takeEffects().stream()
        .filter(Effect.Send.class::isInstance)
        .map(Effect.Send.class::cast)
        .toList();
  }

  private void again() {
    desk =
        new InlineDesk(
            Samples.rules(),
            desk.journal,
            Optional.of(desk.recorder.snapshot(desk.state)),
            desk.now);
  }
}

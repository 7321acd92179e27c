package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.ELENA;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.TAXES;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.desk.Waits.Kind;
import it.sportello.desk.Waits.Wait;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which waits began and how they ended.
class WaitsTest {
  private static final ContactId F1 = new ContactId("f1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());
  private final Waits waits = new Waits();
  private int heard;

  @Test
  void beginsWithTheQueueAndEndsWithTheAnswer() {
    desk.send(form("f1"));
    assertEquals(
        List.of(new Wait(Kind.OFFERED, TAXES, Channel.FORM, false, Duration.ZERO, desk.now)),
        news());
    desk.pass(Duration.ofSeconds(42));
    logIn(desk, ANNA);
    assertEquals(List.of(), news());
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(
        List.of(
            new Wait(Kind.ANSWERED, TAXES, Channel.FORM, false, Duration.ofSeconds(42), desk.now)),
        news());
  }

  @Test
  void endsWhenTheCallerLeaves() {
    desk.send(calls("c1"));
    news();
    desk.pass(Duration.ofSeconds(7));
    desk.send(phone(new CallEvent.HungUp(new CallId("c1"))));
    assertEquals(
        List.of(
            new Wait(Kind.ABANDONED, TAXES, Channel.VOICE, true, Duration.ofSeconds(7), desk.now)),
        news());
  }

  @Test
  void countsOneWaitHoweverOftenItIsOffered() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    news();
    desk.send(new Command.Decline(ANNA, F1, ""));
    desk.pass(Samples.ASK_AGAIN);
    assertEquals(List.of(), news());
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(
        List.of(new Wait(Kind.ANSWERED, TAXES, Channel.FORM, false, Samples.ASK_AGAIN, desk.now)),
        news());
  }

  @Test
  void aTransferIsAWaitOfItsOwn() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    news();
    desk.send(new Command.Transfer(ANNA, F1, REGISTRY));
    assertEquals(
        List.of(new Wait(Kind.OFFERED, REGISTRY, Channel.FORM, false, Duration.ZERO, desk.now)),
        news());
  }

  @Test
  void comingBackWithAnOpinionIsNoWait() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(Samples.escalate(ANNA, "f1", "e1"));
    news();
    desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e1"), "Ecco"));
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(List.of(), news());
  }

  @Test
  void goesOnAfterARestart() {
    desk.send(form("f1"));
    desk.send(calls("c1"));
    var after = new Waits();
    after.start(desk.state.openContacts());
    desk.pass(Duration.ofSeconds(9));
    news();
    desk.send(phone(new CallEvent.HungUp(new CallId("c1"))));
    assertEquals(
        List.of(
            new Wait(Kind.ABANDONED, TAXES, Channel.VOICE, true, Duration.ofSeconds(9), desk.now)),
        after.of(desk.commits.getLast()));
  }

  @Test
  void whatWaitsAfterAnOpinionIsNoWaitAfterARestartEither() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(Samples.escalate(ANNA, "f1", "e1"));
    desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e1"), "Ecco"));
    assertEquals(List.of(), answeredAfterARestart());
  }

  @Test
  void whatWaitsBecauseItsOperatorWasLostIsNoWaitAfterARestartEither() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.send(new Command.ConsoleGone(ANNA));
    desk.pass(Samples.GRACE);
    desk.pass(Samples.ASK_AGAIN);
    logIn(desk, ANNA);
    assertEquals(List.of(), answeredAfterARestart());
  }

  /// Starts counting anew from what the journal tells a desk that starts now.
  private List<Wait> answeredAfterARestart() {
    var again = new InlineDesk(Samples.rules(), desk.journal, Optional.empty(), desk.now);
    var after = new Waits();
    after.start(again.state.openContacts());
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(Optional.of(ANNA), desk.contact(F1).owner());
    return after.of(desk.commits.getLast());
  }

  @Test
  void nobodyWaitsInPersonForWhatACallLeftToDo() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    var c1 = new ContactId("c1");
    desk.send(phone(new CallEvent.Answered(new CallId("c1"), ANNA)));
    desk.send(phone(new CallEvent.TalkEnded(new CallId("c1"), ANNA)));
    desk.send(Samples.escalate(ANNA, "c1", "e1"));
    desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e1"), "Ecco"));
    desk.send(new Command.Accept(ANNA, c1));
    news();
    desk.send(new Command.Transfer(ANNA, c1, REGISTRY));
    assertEquals(
        List.of(new Wait(Kind.OFFERED, REGISTRY, Channel.VOICE, false, Duration.ZERO, desk.now)),
        news());
  }

  private List<Wait> news() {
    var news = new ArrayList<Wait>();
    while (heard < desk.commits.size()) {
      news.addAll(waits.of(desk.commits.get(heard++)));
    }
    return news;
  }
}

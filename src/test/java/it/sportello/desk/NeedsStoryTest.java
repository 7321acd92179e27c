package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.TAXES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Needs;
import it.sportello.desk.Command.FreshCall;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What contacts ask by themselves, from arrival on.
class NeedsStoryTest {
  private final InlineDesk desk = new InlineDesk(Samples.rules());

  private static Command form(String id, Needs needs) {
    return new Command.SubmitForm(
        new ContactId(id),
        "SP-" + id,
        TAXES,
        new CustomerId("c-" + id),
        "Dora",
        "dora@example.org",
        "Rimborso",
        "Buongiorno",
        List.of(),
        needs);
  }

  @Test
  void aContactThatAsksForASkillNobodyHasWaits() {
    Samples.logIn(desk, ANNA);
    desk.send(form("f", new Needs(Map.of("german", 3), 0)));
    assertInstanceOf(Waiting.class, desk.contact(new ContactId("f")).state());
  }

  @Test
  void aCallWithAPriorityOfItsOwnKeepsItInEveryQueue() {
    var fresh =
        new FreshCall("c", new ContactId("c"), "SP-c", new CustomerId("d"), new Needs(Map.of(), 4));
    desk.send(
        new Command.Phone(
            new CallEvent.Waiting(new CallId("c"), "0550001", Optional.empty(), InlineDesk.START),
            List.of(fresh)));
    Samples.logIn(desk, ANNA);
    desk.send(Samples.phone(new CallEvent.Answered(new CallId("c"), ANNA)));
    desk.send(new Command.Transfer(ANNA, new ContactId("c"), Samples.REGISTRY));
    assertEquals(4, desk.contact(new ContactId("c")).priority());
    assertEquals(4, desk.contact(new ContactId("c")).needs().priority());
  }

  @Test
  void theWantedOperatorIsAskedFirstForAWhile() {
    Samples.logIn(desk, BRUNO);
    var needs = new Needs(Map.of(), 0, Optional.of(ANNA), List.of(), List.of());
    desk.send(form("f", needs));
    assertInstanceOf(Waiting.class, desk.contact(new ContactId("f")).state());
    desk.pass(Samples.PREFER.plus(Duration.ofSeconds(1)));
    desk.send(new Command.ConsoleConnected(BRUNO));
    assertInstanceOf(Offered.class, desk.contact(new ContactId("f")).state());
  }

  @Test
  void theJournalRemembersIt() {
    desk.send(form("f", new Needs(Map.of("german", 3), 2)));
    var state = new DeskState(Samples.rules());
    new Recorder(desk.journal, Facts.codec(), new AtomicLong()).restore(Optional.empty(), state);
    assertEquals(StateText.of(desk.state), StateText.of(state));
  }
}

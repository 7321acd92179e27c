package it.sportello.edge;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Needs;
import it.sportello.desk.Command;
import it.sportello.desk.Facts;
import it.sportello.desk.InlineDesk;
import it.sportello.desk.Samples;
import it.sportello.history.HistoryView;
import it.sportello.store.memory.MemoryHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LastOperatorsTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final ContactId F1 = new ContactId("f1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());

  private LastOperators of(Duration rememberFor) {
    return new LastOperators(rememberFor, desk::now);
  }

  private CustomerId customer() {
    return desk.contact(F1).customer();
  }

  private static Optional<OperatorId> wanted(LastOperators last, CustomerId customer) {
    return last.needsOf(customer).wanted();
  }

  private void taken(OperatorId operator) {
    logIn(desk, operator);
    desk.send(form("f1"));
    desk.send(new Command.Accept(operator, F1));
  }

  private MemoryHistory histories() {
    var histories = new MemoryHistory();
    var view = new HistoryView(Facts.codec(), histories);
    desk.commits().stream().flatMap(c -> c.recorded().stream()).forEach(view::accept);
    return histories;
  }

  @Test
  void whoTookACustomersLastContactIsWantedForTheNext() {
    LastOperators last = of(WEEK);
    taken(ANNA);
    desk.commits().forEach(last::committed);
    assertEquals(Optional.of(ANNA), wanted(last, customer()));
    assertEquals(List.of("last-operator"), last.needsOf(customer()).rules());
    assertEquals(Needs.NONE, last.needsOf(new CustomerId("another")));
  }

  @Test
  void notForEverAndNotIfNobodyWantsThat() {
    LastOperators last = of(WEEK);
    LastOperators never = of(Duration.ZERO);
    taken(ANNA);
    desk.commits().forEach(last::committed);
    desk.commits().forEach(never::committed);
    assertEquals(Optional.empty(), wanted(never, customer()));
    desk.pass(WEEK.minusMillis(1));
    assertEquals(Optional.of(ANNA), wanted(last, customer()));
    desk.pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), wanted(last, customer()));
  }

  @Test
  void itIsKnownAgainAfterARestart() {
    taken(ANNA);
    MemoryHistory histories = histories();
    desk.pass(Duration.ofDays(1));
    LastOperators again = of(WEEK);
    again.recall(histories);
    assertEquals(Optional.of(ANNA), wanted(again, customer()));
    LastOperators forgetful = of(Duration.ofHours(1));
    forgetful.recall(histories);
    assertEquals(Optional.empty(), wanted(forgetful, customer()));
  }

  @Test
  void whatHappensMeanwhileCountsMore() {
    taken(ANNA);
    MemoryHistory histories = histories();
    int before = desk.commits().size();
    desk.pass(Duration.ofMinutes(1));
    logIn(desk, BRUNO);
    desk.send(new Command.TransferTo(ANNA, F1, BRUNO));
    desk.send(new Command.Accept(BRUNO, F1));
    LastOperators last = of(WEEK);
    desk.commits().subList(before, desk.commits().size()).forEach(last::committed);
    assertEquals(Optional.of(BRUNO), wanted(last, customer()));
    last.recall(histories);
    assertEquals(Optional.of(BRUNO), wanted(last, customer()));
  }
}

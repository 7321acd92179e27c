package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.ContactId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OverviewTest {
  private final InlineDesk desk = new InlineDesk(Samples.rules());

  private List<Overview.Row> rows() {
    return Overview.waiting(desk.state, desk.now).rows();
  }

  private void takesAndCloses(String id) {
    var contact = new ContactId(id);
    desk.send(new Command.Accept(ANNA, contact));
    desk.pass(Duration.ofSeconds(10));
    desk.send(new Command.Close(ANNA, contact, List.of(), ""));
  }

  @Test
  void callersComeFirstAndPlacesCountForEachQueue() {
    desk.send(form("f1"));
    desk.send(form("f2", Samples.REGISTRY));
    desk.send(form("f3"));
    desk.send(calls("c1"));
    assertEquals(
        List.of("c1 1", "f1 2", "f2 1", "f3 3"),
        rows().stream().map(r -> r.contact().id() + " " + r.position()).toList());
  }

  @Test
  void writtenWorkIsEstimatedByHowFastItIsTaken() {
    for (int i = 1; i <= 9; i++) {
      desk.send(form("f" + i));
    }
    assertEquals(
        List.of(Optional.empty()), rows().stream().map(Overview.Row::estimate).distinct().toList());
    logIn(desk, ANNA);
    for (int i = 1; i <= 4; i++) {
      takesAndCloses("f" + i);
    }
    // the fifth is being offered; the sixth is the first who waits
    assertEquals(
        List.of(10L, 20L, 30L, 40L),
        rows().stream().map(r -> r.estimate().orElseThrow().toSeconds()).toList());
    desk.send(calls("c1"));
    assertEquals(
        List.of(10L, 20L, 30L, 40L),
        rows().stream().flatMap(r -> r.estimate().stream()).map(Duration::toSeconds).toList(),
        "a caller is not before them in what is counted, and too few callers were answered");
  }

  @Test
  void theMostUrgentFiveHundredAreListed() {
    for (int i = 0; i < 501; i++) {
      desk.send(form("f" + (1000 + i)));
      desk.now = desk.now.plusSeconds(1);
    }
    Overview.Waiting all = Overview.waiting(desk.state, desk.now);
    assertEquals(500, all.rows().size());
    assertEquals(true, all.more());
    assertEquals(new ContactId("f1499"), all.rows().getLast().contact().id());
  }
}

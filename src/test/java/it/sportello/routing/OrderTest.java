package it.sportello.routing;

import static it.sportello.routing.Floor.call;
import static it.sportello.routing.Floor.mail;
import static it.sportello.routing.Floor.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.OperatorId;
import it.sportello.contact.Needs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The orders that can be compared, and what contacts ask by themselves.
class OrderTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");

  private static List<String> taken(Order order) {
    var floor = new Floor(order, Map.of(), operator("anna", Floor.TAXES));
    floor.waits(Floor.since(mail("old", 9000), 5 * 3600));
    floor.waits(Floor.since(Floor.withPriority(mail("vip", 50_000), 3), 100));
    floor.waits(Floor.since(mail("due", 10), 300));
    floor.waits(Floor.since(call("call", 20), 5));
    floor.comes(ANNA, 10);
    var pairs = new java.util.ArrayList<String>();
    for (List<String> some = floor.match(); !some.isEmpty(); some = floor.match()) {
      pairs.addAll(some);
      floor.leaves(some.getFirst().substring(0, some.getFirst().indexOf('>')));
    }
    return pairs.stream().map(p -> p.substring(0, p.indexOf('>'))).toList();
  }

  @Test
  void byDeadlineWhatWaitedTooLongComesFirstThenCallsThenTheLeastSlack() {
    assertEquals(List.of("old", "call", "due", "vip"), taken(Order.DEADLINE));
  }

  @Test
  void byPriorityOnlyPriorityAndAgeCount() {
    assertEquals(List.of("vip", "old", "due", "call"), taken(Order.PRIORITY));
  }

  @Test
  void firstInFirstOutKnowsAgeOnly() {
    assertEquals(List.of("old", "due", "vip", "call"), taken(Order.FIFO));
  }

  @Test
  void whatAContactAsksByItselfCountsBesidesItsQueue() {
    var floor =
        new Floor(
            Map.of("taxes", 2),
            operator("anna", Map.of("taxes", 3), 2, Floor.TAXES),
            operator("bruno", Map.of("taxes", 2, "english", 3), 2, Floor.TAXES));
    floor.comes(ANNA, 100);
    floor.comes(BRUNO, 1);
    floor.waits(Floor.needing(mail("m", 20), new Needs(Map.of("english", 2), 0)));
    assertEquals(List.of("m>bruno"), floor.match());
    floor.waits(Floor.needing(mail("n", 20), new Needs(Map.of("taxes", 3), 0)));
    assertEquals(List.of("n>anna"), floor.match());
  }

  @Test
  void anExcludedOperatorIsNeverAsked() {
    var floor = new Floor(operator("anna", Floor.TAXES), operator("bruno", Floor.TAXES));
    floor.comes(ANNA, 100);
    var needs = new Needs(Map.of(), 0, Optional.empty(), List.of(ANNA), List.of());
    floor.waits(Floor.needing(mail("m", 20), needs));
    assertEquals(List.of(), floor.match());
    floor.comes(BRUNO, 1);
    assertEquals(List.of("m>bruno"), floor.match());
  }
}

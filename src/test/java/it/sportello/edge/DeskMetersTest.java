package it.sportello.edge;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.ELENA;
import static it.sportello.desk.Samples.REGISTRY;
import static it.sportello.desk.Samples.calls;
import static it.sportello.desk.Samples.escalate;
import static it.sportello.desk.Samples.form;
import static it.sportello.desk.Samples.logIn;
import static it.sportello.desk.Samples.phone;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.contact.Contact;
import it.sportello.desk.Command;
import it.sportello.desk.InlineDesk;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.Samples;
import it.sportello.operator.Presence;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What Prometheus is shown of a few stories.
final class DeskMetersTest {
  private static final ContactId F1 = new ContactId("f1");
  private static final CallId C1 = new CallId("c1");

  private final InlineDesk desk = new InlineDesk(Samples.rules());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HandleMeters handling =
      new HandleMeters(registry, Samples.rules().queues().values());
  private final QueueMeters queues = new QueueMeters(registry, Samples.rules().queues().values());
  private final AgentMeters agents =
      new AgentMeters(registry, Samples.rules().operators().values());
  private int heard;

  @Test
  void contactsAreCountedWhereTheyAre() {
    desk.send(form("f1"));
    desk.send(form("f2"));
    assertEquals(2, contacts("tributi", "form", "waiting"));
    logIn(desk, ANNA);
    assertEquals(
        2, contacts("tributi", "form", "waiting") + contacts("tributi", "form", "offered"));
    assertEquals(1, contacts("tributi", "form", "offered"));
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(1, contacts("tributi", "form", "handling"));
    desk.send(new Command.Transfer(ANNA, F1, REGISTRY));
    assertEquals(0, contacts("tributi", "form", "handling"));
    assertEquals(
        1, contacts("anagrafe", "form", "waiting") + contacts("anagrafe", "form", "offered"));
  }

  @Test
  void aClosedContactIsNowhere() {
    desk.send(calls("c1"));
    assertEquals(1, contacts("tributi", "voice", "waiting"));
    desk.send(phone(new CallEvent.HungUp(C1)));
    assertEquals(0, contacts("tributi", "voice", "waiting"));
    assertEquals(Double.NaN, oldest("tributi", "voice"));
  }

  @Test
  void promisesToCallBackAreCountedAndNobodyWaitsOnTheLine() {
    var promising = new InlineDesk(Samples.rules(callingBack()));
    var counters = new ContactMeters(registry, Samples.rules().queues().values());
    promising.send(calls("c1"));
    promising.send(phone(new CallEvent.Key(C1, "1")));
    promising.commits().forEach(queues::committed);
    assertEquals(
        Double.NaN,
        registry
            .get("contactcenter.queue.oldest.enqueue.timestamp.seconds")
            .tags("queue", "tributi", "channel", "voice")
            .gauge()
            .value());
    promising.pass(Duration.ofHours(1));
    promising.commits().forEach(counters::committed);
    assertEquals(1, callbacks("promised"));
    assertEquals(1, callbacks("too-late"));
    assertEquals(0, callbacks("reached"));
  }

  private static ReceptionRules callingBack() {
    var rules =
        new CallingBack(
            2, Duration.ofMinutes(1), Duration.ofHours(1), at -> at, at -> at, Optional::of);
    var manners =
        new Manners(
            _ -> true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(rules));
    return new ReceptionRules("it", Map.of(), Map.of(), Map.of(Samples.TAXES, manners));
  }

  private double callbacks(String what) {
    return registry.get("contactcenter.callbacks").tag("what", what).counter().count();
  }

  @Test
  void callsToNumbersThatNobodyConfiguredAreCounted() {
    var unknown = new UnknownNumbers(Samples.rules().numbers().keySet(), registry);
    desk.send(calls("c1"));
    desk.send(form("f1"));
    desk.send(callsTo("c2", "0559999"));
    desk.send(callsTo("c3", ""));
    desk.commits().forEach(unknown::committed);
    assertEquals(2, registry.get("sportello.phone.unknown.numbers").counter().count());
    assertEquals(3, contacts("tributi", "voice", "waiting"), "they wait in the default queue");
  }

  @Test
  void theOldestIsWhoWaitsLongestAlsoWhileSomebodyIsAsked() {
    assertEquals(Double.NaN, oldest("tributi", "form"));
    desk.send(form("f1"));
    desk.pass(Duration.ofSeconds(30));
    desk.send(form("f2"));
    double first = InlineDesk.START.getEpochSecond();
    assertEquals(first, oldest("tributi", "form"));
    logIn(desk, ANNA);
    assertEquals(first, oldest("tributi", "form"), "offered is not taken");
    desk.send(new Command.Accept(ANNA, F1));
    assertEquals(first + 30, oldest("tributi", "form"));
  }

  @Test
  void nobodyWaitsOnThePhoneForWhatACallLeftToDo() {
    var waits = new ContactMeters(registry, Samples.rules().queues().values());
    var c1 = new ContactId("c1");
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.pass(Duration.ofSeconds(4));
    desk.send(phone(new CallEvent.Answered(C1, ANNA)));
    desk.send(phone(new CallEvent.TalkEnded(C1, ANNA)));
    desk.send(escalate(ANNA, "c1", "e1"));
    desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e1"), "Ecco"));
    assertEquals(1, contacts("tributi", "voice", "offered"));
    assertEquals(Double.NaN, oldest("tributi", "voice"));
    desk.send(new Command.Accept(ANNA, c1));
    desk.send(new Command.Transfer(ANNA, c1, REGISTRY));
    desk.pass(Duration.ofSeconds(9));
    desk.send(new Command.Accept(ANNA, c1));
    desk.commits().forEach(waits::committed);
    assertEquals(
        1,
        registry
            .get("contactcenter.contacts.answered")
            .tag("queue", "anagrafe")
            .tag("channel", "voice")
            .counter()
            .count());
    assertEquals(
        0,
        registry
            .get("contactcenter.answer.wait")
            .tag("queue", "anagrafe")
            .tag("channel", "voice")
            .timer()
            .count());
    assertEquals(
        1,
        registry
            .get("contactcenter.answer.wait")
            .tag("queue", "tributi")
            .tag("channel", "voice")
            .timer()
            .count());
  }

  @Test
  void operatorsAreCountedByWhatTheyChose() {
    assertEquals(List.of(0L, 0L, 3L), agents());
    logIn(desk, ANNA);
    logIn(desk, BRUNO);
    assertEquals(List.of(2L, 0L, 1L), agents());
    desk.send(new Command.ChoosePresence(ANNA, Presence.PAUSE, "lunch"));
    assertEquals(List.of(1L, 1L, 1L), agents());
  }

  @Test
  void aCallIsMeasuredOnceWhenItIsClosed() {
    logIn(desk, ANNA);
    desk.send(calls("c1"));
    desk.pass(Duration.ofSeconds(4));
    desk.send(phone(new CallEvent.Answered(C1, ANNA)));
    desk.pass(Duration.ofSeconds(60));
    desk.send(phone(new CallEvent.Held(C1, ANNA)));
    desk.pass(Duration.ofSeconds(20));
    desk.send(phone(new CallEvent.Resumed(C1, ANNA)));
    desk.pass(Duration.ofSeconds(10));
    desk.send(phone(new CallEvent.TalkEnded(C1, ANNA)));
    desk.pass(Duration.ofSeconds(7));
    assertHandled("tributi", "voice", 0, 0, 0, 0);
    desk.send(new Command.Close(ANNA, new ContactId("c1"), List.of(), ""));
    assertHandled("tributi", "voice", 1, 70, 20, 7);
  }

  @Test
  void anAbandonedCallIsNotMeasured() {
    desk.send(calls("c1"));
    desk.pass(Duration.ofSeconds(9));
    desk.send(phone(new CallEvent.HungUp(C1)));
    assertHandled("tributi", "voice", 0, 0, 0, 0);
  }

  @Test
  void aTransferEndsOneStayAndBeginsAnother() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.pass(Duration.ofSeconds(15));
    desk.send(new Command.Transfer(ANNA, F1, REGISTRY));
    assertHandled("tributi", "form", 1, 15, 0, 0);
    desk.send(new Command.Accept(ANNA, F1));
    desk.pass(Duration.ofSeconds(5));
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    assertHandled("tributi", "form", 1, 15, 0, 0);
    assertHandled("anagrafe", "form", 1, 5, 0, 0);
  }

  @Test
  void workAfterAnOpinionBelongsToTheSameStay() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.pass(Duration.ofSeconds(15));
    desk.send(escalate(ANNA, "f1", "e1"));
    desk.pass(Duration.ofMinutes(30));
    desk.send(new Command.GiveOpinion(ELENA, new EscalationId("e1"), "Ecco"));
    desk.send(new Command.Accept(ANNA, F1));
    desk.pass(Duration.ofSeconds(5));
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    assertHandled("tributi", "form", 1, 20, 0, 0);
  }

  @Test
  void goesOnAfterARestart() {
    logIn(desk, ANNA);
    desk.send(form("f1"));
    desk.send(form("f2"));
    desk.send(new Command.Accept(ANNA, F1));
    Contact handled = desk.contact(F1);
    Contact waits = desk.contact(new ContactId("f2"));
    heard = desk.commits().size();
    handling.start(List.of(handled, waits));
    queues.start(List.of(handled, waits));
    desk.pass(Duration.ofSeconds(8));
    assertEquals(1, contacts("tributi", "form", "handling"));
    desk.send(new Command.Close(ANNA, F1, List.of(), ""));
    assertHandled("tributi", "form", 1, 8, 0, 0);
    assertEquals(0, contacts("tributi", "form", "handling"));
    assertEquals((double) InlineDesk.START.getEpochSecond(), oldest("tributi", "form"));
  }

  private void assertHandled(
      String queue, String channel, long times, double talk, double hold, double wrapUp) {
    hear();
    for (String component : List.of("talk", "hold", "wrapup")) {
      assertEquals(times, timer(queue, channel, component).count(), component);
    }
    assertEquals(talk, timer(queue, channel, "talk").totalTime(TimeUnit.SECONDS), "talk");
    assertEquals(hold, timer(queue, channel, "hold").totalTime(TimeUnit.SECONDS), "hold");
    assertEquals(wrapUp, timer(queue, channel, "wrapup").totalTime(TimeUnit.SECONDS), "wrap-up");
  }

  private Timer timer(String queue, String channel, String component) {
    return registry
        .get("contactcenter.handle")
        .tags("queue", queue, "channel", channel, "component", component)
        .timer();
  }

  private long contacts(String queue, String channel, String state) {
    hear();
    return (long)
        registry
            .get("contactcenter.queue.contacts")
            .tags("queue", queue, "channel", channel, "state", state)
            .gauge()
            .value();
  }

  private double oldest(String queue, String channel) {
    hear();
    return registry
        .get("contactcenter.queue.oldest.enqueue.timestamp.seconds")
        .tags("queue", queue, "channel", channel)
        .gauge()
        .value();
  }

  /// Available, pausing, away.
  private List<Long> agents() {
    hear();
    return List.of("available", "pause", "away").stream()
        .map(state -> registry.get("contactcenter.agents").tag("state", state).gauge().value())
        .map(Double::longValue)
        .toList();
  }

  private void hear() {
    for (; heard < desk.commits().size(); heard++) {
      handling.committed(desk.commits().get(heard));
      queues.committed(desk.commits().get(heard));
      agents.committed(desk.commits().get(heard));
    }
  }

  private static Command callsTo(String call, String did) {
    return new Command.Phone(
        new CallEvent.Waiting(new CallId(call), did, Optional.empty(), InlineDesk.START),
        List.of(
            new Command.FreshCall(
                call, new ContactId(call), "SP-" + call, new CustomerId("c-" + call))));
  }
}

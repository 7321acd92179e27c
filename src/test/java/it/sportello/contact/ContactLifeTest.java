package it.sportello.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.ContactCommand.Step;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Compares `docs/domain/contact-states.md` with [ContactLife], and tells what matters in words.
class ContactLifeTest {
  private static final Path TABLE = Path.of("docs/domain/contact-states.md");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");
  private static final QueueId QUEUE = new QueueId("tributi");
  private static final EscalationId E1 = new EscalationId("e1");
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String NUMBER = "+390551234567";
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Explanation WHY = new Explanation("longest-idle", 1, Map.of());
  private static final Waiting PLACE =
      new Waiting(
          Because.ARRIVED,
          NOW.minusSeconds(60),
          NOW,
          Optional.of(new Preference(ANNA, NOW)),
          Map.of(BRUNO, NOW.plusSeconds(5)));

  private static final List<ContactState> STATES =
      List.of(
          new ContactState.Arrived(NOW),
          PLACE,
          new ContactState.Offered(ANNA, PLACE, NOW.minusSeconds(20), NOW),
          new ContactState.Dialling(ANNA, NOW.minusSeconds(20), NOW, false),
          new ContactState.Handling(ANNA, NOW),
          new ContactState.OnHold(ANNA, NOW),
          new ContactState.WrapUp(ANNA, NOW.minusSeconds(60), NOW),
          new ContactState.Escalated(ANNA, E1, NOW.minusSeconds(60), NOW),
          new ContactState.Closed(Outcome.HANDLED, NOW));

  /// The commands of the table's rows, by the row's name: the name of the command, and what is
  /// particular in brackets.
  private static final Map<String, ContactCommand> COMMANDS = commands();

  private static Map<String, ContactCommand> commands() {
    var c = new LinkedHashMap<String, ContactCommand>();
    c.put("Enqueue", new ContactCommand.Enqueue(QUEUE, 0, LATER));
    c.put("Offer", new ContactCommand.Offer(ANNA, LATER, WHY));
    c.put("Accept", new ContactCommand.Accept(ANNA));
    c.put("GiveBack (declined)", giveBack(Because.DECLINED));
    c.put("GiveBack (operator-lost)", giveBack(Because.OPERATOR_LOST));
    c.put("GiveBack (unreachable)", giveBack(Because.UNREACHABLE));
    c.put("Hold", new ContactCommand.Hold(ANNA));
    c.put("Resume", new ContactCommand.Resume(ANNA));
    c.put("Finish", new ContactCommand.Finish(ANNA, LATER));
    c.put("CustomerLeft", new ContactCommand.CustomerLeft(LATER));
    c.put("Close", new ContactCommand.Close(ANNA, List.of("a", "b", "c"), ""));
    c.put("Escalate", new ContactCommand.Escalate(ANNA, E1, new CenterId("esperti"), LATER));
    c.put("ComeBack", new ContactCommand.ComeBack(E1, Because.OPINION, 0, LATER, LATER));
    c.put("Transfer", transfer(ANNA, new QueueId("anagrafe")));
    c.put("Overflow", new ContactCommand.Overflow(new QueueId("anagrafe"), 0));
    c.put("Dismiss", new ContactCommand.Dismiss(Outcome.RELEASED));
    c.put("Forward", new ContactCommand.Forward(ANNA, "+390551234567", LATER));
    c.put("ForwardEnd (answered)", new ContactCommand.ForwardEnd(Reached.ANSWERED, NOW));
    c.put("ForwardEnd (busy)", new ContactCommand.ForwardEnd(Reached.BUSY, NOW));
    c.put("Dial", new ContactCommand.Dial(ANNA, new CallId("call-2"), LATER));
    c.put("DialReady", new ContactCommand.DialReady(ANNA, LATER));
    c.put("DialEnd", new ContactCommand.DialEnd(Reached.BUSY, LATER));
    c.put("PromiseCallback", new ContactCommand.PromiseCallback(NUMBER, LATER));
    c.put("RestCallback", new ContactCommand.RestCallback(LATER));
    c.put("WakeCallback", new ContactCommand.WakeCallback());
    c.put("TryCallbackAgain", new ContactCommand.TryCallbackAgain(Reached.BUSY, LATER));
    c.put(
        "CallbackNotTried",
        new ContactCommand.CallbackNotTried(Reached.NO_PHONE, Because.UNREACHABLE, LATER));
    c.put(
        "GiveCallbackUp (busy)",
        new ContactCommand.GiveCallbackUp(
            Optional.of(Reached.BUSY), CallbackEnd.GIVEN_UP, 0, LATER));
    c.put(
        "GiveCallbackUp (too-late)",
        new ContactCommand.GiveCallbackUp(Optional.empty(), CallbackEnd.TOO_LATE, 0, LATER));
    c.put("CalledAgain", new ContactCommand.CalledAgain());
    c.put("TakePlace", new ContactCommand.TakePlace(new ContactId("y"), NOW, LATER));
    c.put("ExtendWrapUp", new ContactCommand.ExtendWrapUp(ANNA, Duration.ofSeconds(60), 1));
    c.put("TimePassed", new ContactCommand.TimePassed(LATER));
    return c;
  }

  private static ContactCommand transfer(OperatorId operator, QueueId queue) {
    return new ContactCommand.Transfer(
        operator, queue, 0, LATER, Because.TRANSFERRED, Optional.empty());
  }

  private static ContactCommand giveBack(Because because) {
    return new ContactCommand.GiveBack(ANNA, because, LATER, "");
  }

  @Test
  void theTableSaysWhatTheCodeDoes() throws IOException {
    List<String> rows =
        Files.readAllLines(TABLE).stream().filter(l -> l.matches("\\| [A-Z]\\w+ \\| .*")).toList();
    assertEquals(String.join("\n", expectedRows()), String.join("\n", rows));
  }

  private static List<String> expectedRows() {
    var rows = new ArrayList<String>();
    for (ContactState state : STATES) {
      COMMANDS.forEach(
          (name, command) ->
              rows.add(
                  "| %s | %s | %s | %s | %s |"
                      .formatted(
                          state.getClass().getSimpleName(),
                          name,
                          outcome(voice(state), command),
                          outcome(written(state), command),
                          promised(state).map(c -> outcome(c, command)).orElse("–"))));
    }
    return rows;
  }

  private static String outcome(Contact contact, ContactCommand command) {
    Step step = ContactLife.decide(contact, command, NOW);
    return step.refusal()
        .map(r -> "refused: " + r.code())
        .orElseGet(
            () -> {
              Contact after = contact;
              for (ContactEvent event : step.events()) {
                after = ContactFold.apply(after, event, NOW);
              }
              String events =
                  step.events().stream()
                      .map(e -> e.getClass().getSimpleName())
                      .collect(Collectors.joining(", "));
              return events + " → " + after.state().getClass().getSimpleName();
            });
  }

  @Test
  void theTableHasEveryStateAndEveryCommand() {
    assertEquals(
        permitted(ContactState.class, Set.of("Preference")),
        STATES.stream().map(s -> s.getClass().getSimpleName()).collect(Collectors.toSet()));
    assertEquals(
        permitted(ContactCommand.class, Set.of()),
        COMMANDS.values().stream()
            .map(c -> c.getClass().getSimpleName())
            .collect(Collectors.toSet()));
  }

  private static Set<String> permitted(Class<?> kind, Set<String> except) {
    return Arrays.stream(kind.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .filter(name -> !except.contains(name))
        .collect(Collectors.toSet());
  }

  @Test
  void nobodyActsOnWhatIsInSomebodyElsesHands() {
    List<ContactCommand> brunos =
        List.of(
            new ContactCommand.Accept(BRUNO),
            new ContactCommand.GiveBack(BRUNO, Because.DECLINED, LATER, ""),
            new ContactCommand.Hold(BRUNO),
            new ContactCommand.Resume(BRUNO),
            new ContactCommand.Finish(BRUNO, LATER),
            new ContactCommand.Close(BRUNO, List.of(), ""),
            new ContactCommand.Escalate(BRUNO, E1, new CenterId("esperti"), LATER),
            transfer(BRUNO, QUEUE),
            new ContactCommand.Forward(BRUNO, "+390551234567", LATER),
            new ContactCommand.Dial(BRUNO, new CallId("call-2"), LATER),
            new ContactCommand.DialReady(BRUNO, LATER),
            new ContactCommand.ExtendWrapUp(BRUNO, Duration.ofSeconds(60), 1));
    for (ContactState state : STATES) {
      for (ContactCommand command : brunos) {
        for (Contact contact : List.of(voice(state), written(state))) {
          assertTrue(
              ContactLife.decide(contact, command, NOW).events().isEmpty(),
              () -> command + " in " + state);
        }
      }
    }
    assertEquals(
        "not-yours", code(written(STATES.get(4)), new ContactCommand.Finish(BRUNO, LATER), NOW));
  }

  @Test
  void nothingHappensBeforeItIsDue() {
    for (ContactState state : STATES) {
      assertEquals(
          "wrong-state",
          code(written(state), new ContactCommand.TimePassed(LATER), NOW.minusMillis(1)));
    }
  }

  @Test
  void refusesAWrittenContactAfterTheOfferExpiredButNotAnAnsweredCall() {
    ContactState offered = STATES.get(2);
    var accept = new ContactCommand.Accept(ANNA);
    assertEquals("offer-expired", code(written(offered), accept, NOW.plusMillis(1)));
    assertEquals(
        List.of(new ContactEvent.Accepted(new ContactId("x"), ANNA)),
        ContactLife.decide(voice(offered), accept, NOW.plusMillis(1)).events());
  }

  @Test
  void returnsToItsPlaceInTheQueueWhenTheOfferExpires() {
    Contact offered = written(STATES.get(2));
    Contact after = afterwards(offered, new ContactCommand.TimePassed(LATER));
    Waiting waiting = (Waiting) after.state();
    assertEquals(PLACE.since(), waiting.since());
    assertEquals(PLACE.deadline(), waiting.deadline());
    assertEquals(LATER, waiting.passed().get(ANNA));
    assertEquals(Optional.empty(), waiting.preference());
  }

  @Test
  void keepsThePreferenceWhenSomebodyElseGivesItBack() {
    var place =
        new Waiting(
            Because.ARRIVED, NOW, LATER, Optional.of(new Preference(BRUNO, LATER)), Map.of());
    Contact offered = written(new ContactState.Offered(ANNA, place, NOW, LATER));
    Waiting after = (Waiting) afterwards(offered, giveBack(Because.DECLINED)).state();
    assertEquals(place.preference(), after.preference());
  }

  @Test
  void relaxesOnlyWhatIsOver() {
    Waiting after =
        (Waiting) afterwards(written(PLACE), new ContactCommand.TimePassed(LATER)).state();
    assertEquals(Optional.empty(), after.preference());
    assertEquals(PLACE.passed(), after.passed());
    assertEquals(Optional.of(NOW.plusSeconds(5)), after.nextDeadline());
  }

  @Test
  void ignoresTheAnswerToAnotherQuestion() {
    assertEquals(
        "wrong-state",
        code(
            written(STATES.get(7)),
            new ContactCommand.ComeBack(new EscalationId("e2"), Because.OPINION, 0, LATER, LATER),
            NOW));
  }

  @Test
  void anEscalatedCallHasNoCallerAnyMore() {
    Contact after =
        afterwards(
            voice(STATES.get(6)),
            new ContactCommand.Escalate(ANNA, E1, new CenterId("esperti"), LATER));
    assertEquals(Optional.empty(), after.call());
    assertTrue(!after.isLive());
  }

  @Test
  void closedStaysClosedAndOwnersAreReal() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var commands = new ArrayList<>(COMMANDS.values());
    var reached = new HashSet<String>();
    // so many that a state one story in a hundred reaches is not missed by chance
    for (int story = 0; story < 5_000; story++) {
      Contact contact =
          switch (random.nextInt(3)) {
            case 0 -> voice(STATES.get(0));
            case 1 -> written(STATES.get(0));
            default -> outgoing();
          };
      Instant now = NOW;
      boolean wasClosed = false;
      for (int i = 0; i < 40; i++) {
        ContactCommand command = commands.get(random.nextInt(commands.size()));
        now = now.plus(Duration.ofSeconds(random.nextInt(30)));
        Step step = ContactLife.decide(contact, command, now);
        assertEquals(step.events().isEmpty(), step.refusal().isPresent(), "seed " + seed);
        for (ContactEvent event : step.events()) {
          contact = ContactFold.apply(contact, event, now);
        }
        assertTrue(!wasClosed || step.events().isEmpty(), "seed " + seed);
        wasClosed = contact.state() instanceof ContactState.Closed;
        reached.add(contact.state().getClass().getSimpleName());
      }
    }
    assertEquals(permitted(ContactState.class, Set.of()), reached, "seed " + seed);
  }

  private static Contact afterwards(Contact contact, ContactCommand command) {
    Contact after = contact;
    for (ContactEvent event : ContactLife.decide(contact, command, NOW).events()) {
      after = ContactFold.apply(after, event, NOW);
    }
    return after;
  }

  private static String code(Contact contact, ContactCommand command, Instant now) {
    return ContactLife.decide(contact, command, now).refusal().orElseThrow().code();
  }

  private static Contact voice(ContactState state) {
    return contact(Channel.VOICE, Optional.of(new CallId("call-1")), state);
  }

  /// A caller in the same state who hung up with a promise; there are none in other states.
  private static Optional<Contact> promised(ContactState state) {
    Contact waits =
        ContactFold.apply(
            voice(PLACE),
            new ContactEvent.CallbackPromised(new ContactId("x"), NUMBER, LATER),
            NOW);
    return switch (state) {
      case Waiting _ -> Optional.of(waits);
      case ContactState.Offered _ -> Optional.of(waits.in(state));
      case ContactState.Dialling _ ->
          Optional.of(
              ContactFold.apply(
                  waits.in(STATES.get(2)),
                  new ContactEvent.DialStarted(
                      new ContactId("x"), ANNA, new CallId("call-2"), 1, LATER),
                  NOW));
      case ContactState.Arrived _,
          ContactState.Handling _,
          ContactState.OnHold _,
          ContactState.WrapUp _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          Optional.empty();
    };
  }

  private static Contact outgoing() {
    return ContactFold.begin(
            new ContactEvent.CallPlaced(
                new ContactId("x"), ANNA, new CustomerId("c"), "SP-1", QUEUE, "", "+390551112223"),
            NOW)
        .orElseThrow();
  }

  private static Contact written(ContactState state) {
    return contact(Channel.EMAIL, Optional.empty(), state);
  }

  private static Contact contact(Channel channel, Optional<CallId> call, ContactState state) {
    return new Contact(
        new ContactId("x"),
        "SP-1",
        channel,
        QUEUE,
        new CustomerId("c"),
        "Dora",
        "dora@example.org",
        "Rimborso",
        NOW.minusSeconds(120),
        0,
        call,
        1,
        state);
  }
}

package it.sportello.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.desk.ReceptionRules.Announcing;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Closed;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Menu;
import it.sportello.desk.ReceptionRules.Overflow;
import it.sportello.desk.ReceptionRules.Survey;
import it.sportello.desk.ReceptionRules.ToMenu;
import it.sportello.desk.ReceptionRules.ToQueue;
import it.sportello.escalation.Escalation;
import it.sportello.journal.Fact;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.recording.Consent;
import it.sportello.recording.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What must hold after every history, however strange.
class RandomHistoryTest {
  private static final PecRules PEC =
      new PecRules(Set.of("urp@example.org"), Duration.ofMinutes(5), Duration.ofMinutes(30));
  private static final DeskRules RULES = recorded(2);
  private static final List<DeskRules> ALL_RULES = List.of(RULES, recorded(3), recorded(1));

  /// More of them for a long run: `-Dsportello.histories=2000`.
  private static final int STORIES = Integer.getInteger("sportello.histories", 60);

  private static final int STEPS = 150;

  private final long seed = Long.getLong("sportello.seed", new Random().nextLong());

  private static DeskRules recorded(int level) {
    return Samples.careful(reception(), level).withRecording(Samples.RECORDING).withPec(PEC);
  }

  /// One number has a menu; one queue closes for ten minutes of each hour, sends its callers to the
  /// other one if that is open, announces, and is full with three.
  private static ReceptionRules reception() {
    var menu =
        new Menu(
            "main",
            "en",
            "menu-main",
            Map.of("1", new ToQueue(Samples.TAXES), "2", new ToMenu("main")),
            Duration.ofSeconds(5),
            2,
            new ToQueue(Samples.REGISTRY));
    var taxes =
        new Manners(
            at -> at.getEpochSecond() / 600 % 6 != 0,
            Optional.of(new Closed("closed", true, Optional.of(Samples.REGISTRY))),
            Optional.of(new Announcing(Duration.ofSeconds(10), Duration.ofSeconds(30))),
            Optional.of(
                new Overflow(
                    Optional.of(Duration.ofMinutes(3)),
                    Optional.of(3),
                    Optional.empty(),
                    Optional.of("queue-full"))),
            Optional.empty(),
            Optional.of(
                new CallingBack(
                    2,
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(50),
                    RandomHistoryTest::opens,
                    at -> at.plusSeconds(3_600),
                    Optional::of)));
    var registry =
        new Manners(
            at -> at.getEpochSecond() / 300 % 12 != 0,
            Optional.of(new Closed("closed", false, Optional.empty())),
            Optional.empty(),
            Optional.of(
                new Overflow(
                    Optional.of(Duration.ofMinutes(2)),
                    Optional.empty(),
                    Optional.of(Samples.TAXES),
                    Optional.empty())),
            Optional.of(new Survey("survey", "survey-thanks", Set.of("0", "1", "2", "3", "4"))));
    return new ReceptionRules(
        "it",
        Map.of("0550003", "main"),
        Map.of("main", menu),
        Map.of(Samples.TAXES, taxes, Samples.REGISTRY, registry));
  }

  /// The queue that closes for ten minutes of each hour.
  private static Instant opens(Instant at) {
    long ten = at.getEpochSecond() / 600;
    return ten % 6 != 0 ? at : Instant.ofEpochSecond((ten + 1) * 600);
  }

  @Test
  void everyHistoryKeepsThePromises() {
    for (int story = 0; story < STORIES; story++) {
      String where = "sportello.seed=" + seed + " story " + story;
      try {
        new Story(new Random(seed + story)).tell();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(where + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Story {
    private final Random random;
    private final RandomCommands commands;
    private InlineDesk desk = new InlineDesk(RULES);
    private Optional<Snapshot> snapshot = Optional.empty();
    private boolean roomWasLost;

    Story(Random random) {
      this.random = random;
      commands = new RandomCommands(random, ALL_RULES);
    }

    void tell() {
      for (int i = 0; i < STEPS; i++) {
        step();
        roomWasLost |= !desk.state.media.hasRoom();
        assertEquals(0, desk.bugs.get(), "bugs");
        everyContactHasOnePlace();
        nobodyIsBeyondCapacity();
        everyDeadlineIsKept();
        writtenWorkLiesAsideDuringATalk();
        everyRoomHasItsTalk();
        everyPromiseWaitsOrIsCalled();
        onlyWhoConsentedIsRecorded();
        supervisorsHearOnlyTalks();
        nothingClosedIsOffered();
        if (i % 10 == 0) {
          everyPromiseHasOneEnd();
          theJournalTellsTheSame();
        }
      }
    }

    private void step() {
      switch (random.nextInt(20)) {
        case 0 -> refused();
        case 1 -> {
          desk = new InlineDesk(RULES, desk.journal, snapshot, desk.now);
          desk.pass(Duration.ZERO);
          nobodyWaitsForNothing();
        }
        case 2 -> snapshot = Optional.of(desk.recorder.snapshot(desk.state));
        case 3, 4, 5, 6 -> desk.pass(Duration.ofSeconds(random.nextInt(40)));
        case 7 -> desk.pass(Duration.ofMinutes(random.nextInt(90)));
        case 8, 9 -> {
          desk.sendTogether(
              commands.next(desk.state), commands.next(desk.state), commands.next(desk.state));
          nobodyWaitsForNothing();
        }
        default -> {
          desk.send(commands.next(desk.state));
          nobodyWaitsForNothing();
        }
      }
      onlyCommittedEffects();
    }

    private void refused() {
      String before = StateText.of(desk.state);
      desk.takeEffects();
      desk.journal.refuse(true);
      desk.pass(Duration.ZERO);
      List<Reply> replies = desk.sendTogether(commands.next(desk.state), commands.next(desk.state));
      assertEquals(before, StateText.of(desk.state));
      if (replies.stream().anyMatch(Reply.NotNow.class::isInstance)) {
        assertTrue(desk.takeEffects().isEmpty(), "acted without a commit");
      }
      desk.journal.refuse(false);
      desk.pass(Duration.ofSeconds(2));
      nobodyWaitsForNothing();
    }

    private void onlyCommittedEffects() {
      for (Effect effect : desk.takeEffects()) {
        if (effect instanceof Effect.Ring ring && desk.isOpen(ring.contact())) {
          assertEquals(Optional.of(ring.call()), desk.contact(ring.contact()).call());
        }
      }
    }

    private void everyContactHasOnePlace() {
      for (Contact contact : desk.state.openContacts()) {
        switch (contact.state()) {
          case Waiting _ -> assertTrue(RULES.queues().containsKey(contact.queue()));
          case ContactState.Escalated e ->
              assertEquals(
                  List.of(e.escalation()),
                  desk.state.openEscalations().stream()
                      .filter(x -> x.contact().equals(contact.id()))
                      .filter(x -> x.state() instanceof Escalation.State.Open)
                      .map(Escalation::id)
                      .toList());
          case ContactState.Offered _,
              ContactState.Dialling _,
              ContactState.Handling _,
              ContactState.OnHold _,
              ContactState.WrapUp _ ->
              assertTrue(contact.owner().isPresent());
          case ContactState.Arrived _ ->
              assertInstanceOf(
                  Caller.InMenu.class,
                  desk.state.callers.get(contact.call().orElseThrow()).orElseThrow().stage());
          case ContactState.Closed _ -> throw new AssertionError("left over: " + contact);
        }
      }
    }

    /// What was closed is offered again only if it was opened again before.
    private void nothingClosedIsOffered() {
      var closed = new HashSet<ContactId>();
      for (ContactEvent event : desk.facts(ContactEvent.class)) {
        switch (event) {
          case ContactEvent.Closed e -> closed.add(e.id());
          case ContactEvent.Reopened e -> closed.remove(e.id());
          // a call that hung up and is heard of once more begins anew, here under the same name
          case ContactEvent.Arrived e -> closed.remove(e.id());
          case ContactEvent.Offered e -> assertFalse(closed.contains(e.id()), e::toString);
          case ContactEvent.Accepted e -> assertFalse(closed.contains(e.id()), e::toString);
          default -> {}
        }
      }
    }

    private void nobodyIsBeyondCapacity() {
      for (OperatorProfile profile : RULES.operators().values()) {
        List<Contact> owned = owned(profile.id());
        long live = owned.stream().filter(Contact::isLive).count();
        long offers = offers(owned);
        assertTrue(live <= 1 && offers <= 1 && owned.size() - live <= 2, () -> "hands: " + owned);
      }
    }

    /// Whom somebody asks has no other call, and nobody asks about what is not theirs.
    private void everyRoomHasItsTalk() {
      var engaged = new ArrayList<OperatorId>();
      for (Consult consult : desk.state.openConsults()) {
        Contact contact = desk.contact(consult.contact());
        assertEquals(Optional.of(consult.operator()), contact.owner());
        assertEquals(Optional.of(consult.call()), contact.call());
        boolean holds = consult.isIn(Consult.Phase.RINGING) || consult.isIn(Consult.Phase.ASIDE);
        boolean talks =
            consult.isIn(Consult.Phase.WITH_CALLER) || consult.isIn(Consult.Phase.TOGETHER);
        assertFalse(holds && !(contact.state() instanceof ContactState.OnHold), contact::toString);
        assertFalse(
            talks && !(contact.state() instanceof ContactState.Handling), contact::toString);
        consult.asked().flatMap(Consult.Asked::colleague).ifPresent(engaged::add);
      }
      desk.state.openPartings().forEach(p -> engaged.add(p.operator()));
      for (OperatorId id : engaged) {
        assertTrue(owned(id).stream().noneMatch(Contact::isLive), () -> id + " has two calls");
      }
      assertEquals(engaged.size(), engaged.stream().distinct().count(), engaged::toString);
    }

    /// Whoever was promised a call back waits, is offered or is being called, and not too often.
    private void everyPromiseWaitsOrIsCalled() {
      for (Contact contact : desk.state.openContacts()) {
        contact
            .callback()
            .ifPresent(
                promise -> {
                  boolean calling = contact.state() instanceof ContactState.Dialling;
                  assertTrue(
                      calling
                          || contact.state() instanceof Waiting
                          || contact.state() instanceof ContactState.Offered,
                      contact::toString);
                  assertEquals(calling, contact.call().isPresent(), contact::toString);
                  assertTrue(promise.tries() < 2, contact::toString);
                });
      }
    }

    private void everyPromiseHasOneEnd() {
      Set<String> open =
          desk.state.openContacts().stream()
              .filter(c -> c.callback().isPresent())
              .map(c -> c.id().value())
              .collect(Collectors.toSet());
      var promised = new ArrayList<String>();
      var ended = new ArrayList<String>();
      for (Fact fact : facts()) {
        switch (fact) {
          case ContactEvent.CallbackPromised e -> promised.add(e.id().value());
          case ContactEvent.CallbackEnded e -> ended.add(e.id().value());
          default -> {}
        }
      }
      assertEquals(promised.size(), new HashSet<>(promised).size(), "promised twice");
      var expected = new HashSet<>(promised);
      expected.removeAll(open);
      assertEquals(expected.stream().sorted().toList(), ended.stream().sorted().toList());
    }

    private List<Fact> facts() {
      var facts = new ArrayList<Fact>();
      var codec = Facts.codec();
      desk.journal.replay(1, entry -> facts.add(codec.fact(entry)));
      return facts;
    }

    private boolean isEngaged(OperatorId id) {
      return desk.state.openPartings().stream().anyMatch(p -> p.operator().equals(id))
          || desk.state.openConsults().stream()
              .flatMap(c -> c.asked().stream())
              .anyMatch(a -> a.colleague().filter(id::equals).isPresent());
    }

    private void everyDeadlineIsKept() {
      var expected = new ArrayList<String>();
      desk.state.openContacts().stream()
          .filter(c -> Steps.next(c, desk.state).isPresent())
          .forEach(c -> expected.add(c.id().value()));
      for (Contact contact : desk.state.openContacts()) {
        assertEquals(Steps.next(contact, desk.state), desk.state.deadlines.of(contact.id()), "due");
      }
      desk.state.allOperators().stream()
          .filter(o -> o.nextDeadline().isPresent())
          .forEach(o -> expected.add(o.id().value()));
      desk.state.callers.all().stream()
          .filter(c -> c.nextDeadline().isPresent())
          .forEach(c -> expected.add(c.call().value()));
      desk.state.dispatches.all().stream()
          .filter(d -> d.nextDeadline().isPresent())
          .forEach(d -> expected.add(d.key().toString()));
      desk.state.openPartings().forEach(p -> expected.add(p.end().toString()));
      desk.state.media.consents.all().stream()
          .filter(c -> c.nextDeadline().isPresent())
          .forEach(c -> expected.add(c.call().value()));
      desk.state.media.recordings.all().stream()
          .filter(r -> r.nextDeadline().isPresent())
          .forEach(r -> expected.add(r.id().toString()));
      desk.state.media.supervisions.all().stream()
          .filter(s -> s.nextDeadline().isPresent())
          .forEach(s -> expected.add(s.id().value()));
      assertEquals(
          expected.stream().sorted().toList(),
          desk.state.deadlines.until(Instant.MAX).stream().map(Object::toString).sorted().toList());
    }

    private void writtenWorkLiesAsideDuringATalk() {
      for (OperatorProfile profile : RULES.operators().values()) {
        List<Contact> owned = owned(profile.id());
        boolean talks =
            owned.stream()
                .anyMatch(c -> c.isLive() && !(c.state() instanceof ContactState.Offered));
        for (Contact contact : owned) {
          if (!contact.isLive()) {
            Class<?> wrong = talks ? ContactState.Handling.class : ContactState.OnHold.class;
            assertFalse(wrong.isInstance(contact.state()), () -> talks + ": " + contact);
          }
        }
      }
    }

    private void onlyWhoConsentedIsRecorded() {
      for (Contact contact : desk.state.openContacts()) {
        boolean talk = contact.call().isPresent() && isTalk(contact);
        boolean given =
            contact
                .call()
                .flatMap(desk.state.media.consents::get)
                .filter(Consent::isGiven)
                .isPresent();
        boolean running = desk.state.media.running(contact.id()).isPresent();
        assertTrue(!running || (talk && given), () -> "recorded without consent: " + contact);
        if (desk.state.media.hasRoom() && talk && given && !lacksRoom(contact)) {
          assertTrue(running, () -> "not recorded: " + contact);
        }
      }
      for (Recording r : desk.state.openRecordings()) {
        assertTrue(
            !r.running() || desk.isOpen(r.id().contact()), () -> "recorded after the end: " + r);
      }
    }

    /// Whether its recording ended for lack of room, or its queue does not record.
    private boolean lacksRoom(Contact contact) {
      return Samples.RECORDING.of(contact.queue()).isEmpty() || roomWasLost;
    }

    private static boolean isTalk(Contact contact) {
      return contact.state() instanceof ContactState.Handling
          || contact.state() instanceof ContactState.OnHold;
    }

    private void supervisorsHearOnlyTalks() {
      for (var session : desk.state.openSupervisions()) {
        assertTrue(desk.isOpen(session.contact()), session::toString);
        Contact contact = desk.contact(session.contact());
        assertTrue(
            isTalk(contact) && contact.owner().filter(session.operator()::equals).isPresent(),
            () -> session + " about " + contact);
      }
    }

    /// Compares with the naive matcher: everybody with everybody.
    private void nobodyWaitsForNothing() {
      for (Contact contact : desk.state.openContacts()) {
        if (contact.state() instanceof Waiting waiting) {
          for (OperatorProfile profile : RULES.operators().values()) {
            assertFalse(
                couldHave(profile, contact, waiting),
                () -> profile.id() + " is free for " + contact);
          }
        }
      }
    }

    private boolean couldHave(OperatorProfile profile, Contact contact, Waiting waiting) {
      Operator operator = desk.operator(profile.id());
      List<Contact> owned = owned(profile.id());
      boolean ready =
          !desk.state.media.isHidden(contact)
              && desk.state.openSupervisions().stream()
                  .noneMatch(s -> s.supervisor().equals(profile.id()))
              && operator.presence() == Presence.AVAILABLE
              && operator.console()
              && (operator.phone() || !contact.isLive());
      boolean hands =
          owned.stream().noneMatch(Contact::isLive)
              && !isEngaged(profile.id())
              && offers(owned) == 0
              && (contact.isLive() || owned.size() < 2);
      boolean passed =
          Optional.ofNullable(waiting.passed().get(profile.id()))
              .filter(desk.now::isBefore)
              .isPresent();
      boolean preferred =
          waiting
              .preference()
              .filter(p -> desk.now.isBefore(p.until()))
              .map(p -> p.operator().equals(profile.id()))
              .orElse(profile.queues().contains(contact.queue()) && isSkilled(profile, contact));
      boolean excluded = contact.needs().excluded().contains(profile.id());
      return ready && hands && !passed && !excluded && preferred && !contact.isResting();
    }

    private boolean isSkilled(OperatorProfile profile, Contact contact) {
      Map<String, Integer> needed =
          ((Waiting) contact.state())
              .widened()
              .map(ContactState.Widened::skills)
              .orElse(desk.state.rules().queue(contact.queue()).skills());
      OperatorProfile now =
          Objects.requireNonNull(desk.state.rules().operators().get(profile.id()));
      return needed.entrySet().stream()
          .allMatch(s -> now.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
    }

    private List<Contact> owned(OperatorId operator) {
      return desk.state.openContacts().stream()
          .filter(c -> c.owner().filter(operator::equals).isPresent())
          .toList();
    }

    private static long offers(List<Contact> owned) {
      return owned.stream().filter(c -> c.state() instanceof ContactState.Offered).count();
    }

    private void theJournalTellsTheSame() {
      String live = StateText.of(desk.state);
      assertEquals(live, StateText.of(restored(Optional.empty())), "replay");
      assertEquals(live, StateText.of(restored(snapshot)), "snapshot and tail");
      assertEquals(
          live,
          StateText.of(restored(Optional.of(desk.recorder.snapshot(desk.state)))),
          "snapshot alone");
      aSnapshotNamesNobodyWhoIsDone();
    }

    /// Whoever is neither open nor waited for is in no snapshot.
    private void aSnapshotNamesNobodyWhoIsDone() {
      DeskState state = desk.state;
      for (long n : Remembered.fromBytes(desk.recorder.snapshot(state).bytes())) {
        String subject = desk.journal.entry(n).orElseThrow().subject();
        if (subject.startsWith("contact/")) {
          var id = new ContactId(subject.substring("contact/".length()));
          assertTrue(
              state.contacts.get(id).isPresent()
                  || state.outbox.all().stream().anyMatch(m -> m.contact().equals(id))
                  || state.callers.all().stream().anyMatch(c -> c.contact().equals(id))
                  || state.dispatches.areAwaitedBy(id)
                  || state.media.needs(id),
              () -> "entry " + n + " of " + id);
        }
      }
    }

    private DeskState restored(Optional<Snapshot> from) {
      var state = new DeskState(desk.state.rules());
      new Recorder(desk.journal, Facts.codec(), new AtomicLong()).restore(from, state);
      return state;
    }
  }

  @Test
  void aSnapshotNamesOnlyWhatStillMatters() {
    var desk = new InlineDesk(RULES);
    Samples.logIn(desk, Samples.ANNA);
    for (int i = 0; i < 50; i++) {
      var id = new it.sportello.base.ContactId("f" + i);
      desk.send(Samples.form(id.value()));
      desk.send(new Command.Accept(Samples.ANNA, id));
      desk.send(new Command.Close(Samples.ANNA, id, List.of(), ""));
    }
    long[] named =
        Remembered.fromBytes(Objects.requireNonNull(desk.recorder.snapshot(desk.state)).bytes());
    assertTrue(named.length < 10, () -> desk.journal.lastSequence() + " entries, " + named.length);
    assertEquals(
        java.util.Arrays.stream(named).boxed().sorted().collect(Collectors.toList()),
        java.util.Arrays.stream(named).boxed().toList());
  }
}

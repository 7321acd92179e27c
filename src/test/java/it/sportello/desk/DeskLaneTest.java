package it.sportello.desk;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.operator.Presence;
import it.sportello.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the lane promises to those who send commands.
@Timeout(300)
class DeskLaneTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestJournal journal = new TestJournal();
  private final AtomicReference<Instant> clock = new AtomicReference<>(InlineDesk.START);
  private final List<Effect> effects = new ArrayList<>();
  private final DeskLane lane = lane(Optional.empty());

  private DeskLane lane(Optional<Snapshot> snapshot) {
    InstantSource now = clock::get;
    return new DeskLane(journal, snapshot, Facts.codec(), Samples.rules(), now);
  }

  private void start() {
    lane.start(effects::add, List.of());
  }

  @AfterEach
  void close() {
    journal.refuse(false);
    lane.close();
  }

  @Test
  void answersAfterTheCommitWithItsSequence() {
    start();
    Reply reply = lane.submit(form("f1")).join();
    assertEquals(new Reply.Done(journal.lastSequence()), reply);
    assertEquals(1, lane.ask(desk -> desk.openContacts().size()).join());
  }

  @Test
  void recordsABatchInOneAppendAndAnswersNobodyBefore() throws InterruptedException {
    start();
    lane.submit(form("f0")).join();
    CountDownLatch gate = journal.holdAppends();
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    replies.add(lane.submit(form("f1")));
    Eventually.within(SOON, () -> lane.waiting() == 0);
    for (int i = 2; i <= 20; i++) {
      replies.add(lane.submit(form("f" + i)));
    }
    replies.add(lane.submit(new Command.Accept(ANNA, new ContactId("nobody"))));
    assertTrue(replies.stream().noneMatch(CompletableFuture::isDone));
    gate.countDown();
    CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
    assertEquals(List.of(2, 4, 4, 76), journal.batches());
    assertInstanceOf(Reply.Refused.class, replies.getLast().join());
    assertTrue(gate.await(1, TimeUnit.SECONDS));
  }

  @Test
  void tellsEverybodyWhenTheJournalRefusesAndWorksAgainLater() {
    start();
    lane.submit(form("f1")).join();
    lane.submit(new Command.ConsoleConnected(ANNA)).join();
    journal.refuse(true);
    Reply.NotNow refused = assertInstanceOf(Reply.NotNow.class, lane.submit(form("f2")).join());
    assertEquals("journal-full", refused.code());
    assertTrue(refused.detail().contains("the disk is full"), refused.detail());
    assertEquals("the disk is full", lane.trouble());
    assertEquals(1, lane.refusals());
    assertEquals(1, lane.ask(desk -> desk.openContacts().size()).join());
    assertInstanceOf(
        Reply.NotNow.class,
        lane.submit(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, "")).join());

    journal.refuse(false);
    lane.submit(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, "")).join();
    assertEquals("", lane.trouble());
    assertEquals(Optional.of(ANNA), owner("f1"));
  }

  @Test
  void firesTimersAfterTheJournalRefusedThem() {
    start();
    lane.submit(new Command.ConsoleConnected(ANNA)).join();
    lane.submit(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, "")).join();
    lane.submit(form("f1")).join();
    assertEquals(Optional.of(ANNA), owner("f1"));
    journal.refuse(true);
    clock.set(InlineDesk.START.plus(Samples.OFFER));
    Eventually.within(SOON, () -> lane.refusals() > 0);
    assertEquals(Optional.of(ANNA), owner("f1"));
    journal.refuse(false);
    clock.set(InlineDesk.START.plus(Samples.OFFER).plusSeconds(2));
    Eventually.within(SOON, () -> owner("f1").isEmpty());
  }

  @Test
  void saysThatTheJournalIsBroken() {
    start();
    lane.submit(form("f1")).join();
    journal.breakDown();
    assertEquals(
        "journal-broken",
        assertInstanceOf(Reply.NotNow.class, lane.submit(form("f2")).join()).code());
  }

  @Test
  void goesOnWhenAnEffectOrAWatcherFails() {
    var heard = new ArrayList<Long>();
    lane.start(
        _ -> {
          throw new IllegalStateException("the PBX adapter has a bug");
        },
        List.of(
            _ -> {
              throw new IllegalStateException("a watcher has a bug");
            },
            c -> heard.add(c.sequence())));
    lane.submit(new Command.ConsoleConnected(ANNA)).join();
    lane.submit(Samples.phone(new it.sportello.telephony.CallEvent.LineUp(ANNA))).join();
    lane.submit(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, "")).join();
    assertInstanceOf(Reply.Done.class, lane.submit(Samples.calls("c1")).join());
    assertEquals(Optional.of(ANNA), owner("c1"));
    assertEquals(5, heard.size());
    assertEquals(6, lane.bugs());
  }

  @Test
  void ringsAPhoneBeforeAnybodyLooksAtTheCall() {
    var order = new ArrayList<String>();
    lane.start(_ -> order.add("ring"), List.of(_ -> order.add("looked")));
    lane.submit(new Command.ConsoleConnected(ANNA)).join();
    lane.submit(Samples.phone(new it.sportello.telephony.CallEvent.LineUp(ANNA))).join();
    lane.submit(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, "")).join();
    order.clear();
    lane.submit(Samples.calls("c1")).join();
    assertEquals(List.of("ring", "looked"), order);
  }

  @Test
  void goesOnWhenAQuestionFails() {
    start();
    var answer =
        lane.ask(
            _ -> {
              throw new IllegalStateException("a bug in a question");
            });
    assertThrows(CompletionException.class, answer::join);
    assertInstanceOf(Reply.Done.class, lane.submit(form("f1")).join());
    assertEquals(1, lane.bugs());
  }

  @Test
  void saysBusyWhenTooManyCommandsWait() {
    start();
    lane.submit(form("f0")).join();
    CountDownLatch gate = journal.holdAppends();
    CompletableFuture<Reply> last = lane.submit(form("f1"));
    Eventually.within(SOON, () -> lane.waiting() == 0);
    for (int i = 0; i < 20_000; i++) {
      last = lane.submit(new Command.ConsoleGone(ANNA));
    }
    assertFalse(last.isDone());
    assertEquals(
        "busy", assertInstanceOf(Reply.NotNow.class, lane.submit(form("f2")).join()).code());
    gate.countDown();
    assertInstanceOf(Reply.Done.class, last.join());
  }

  @Test
  void closingCarriesOutWhatWasAcceptedAndTurnsTheRestAway() throws InterruptedException {
    start();
    CountDownLatch gate = journal.holdAppends();
    List<CompletableFuture<Reply>> accepted = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      accepted.add(lane.submit(form("f" + i)));
    }
    Thread closing = Thread.ofPlatform().start(lane::close);
    Eventually.within(SOON, () -> code(lane.submit(form("late"))).equals("busy"));
    assertEquals("busy", code(lane.submitPatiently(form("later"))));
    assertThrows(CompletionException.class, () -> lane.ask(_ -> 1).join());
    gate.countDown();
    closing.join();
    for (CompletableFuture<Reply> reply : accepted) {
      assertInstanceOf(Reply.Done.class, reply.getNow(new Reply.NotNow("unanswered", "")));
    }
  }

  @Test
  void answersEverybodyWhenItIsClosedWithoutEverStarting() {
    CompletableFuture<Reply> reply = lane.submit(form("f1"));
    lane.close();
    assertEquals("busy", code(reply));
  }

  @Test
  void readsTheStateBackFromSnapshotAndTail() {
    start();
    lane.submit(form("f1")).join();
    Snapshot snapshot = lane.snapshot().join();
    lane.submit(form("f2")).join();
    lane.close();
    DeskLane again = lane(Optional.of(snapshot));
    assertEquals(2, again.restored().openContacts().size());
    again.start(effects::add, List.of());
    assertThrows(IllegalStateException.class, again::restored);
    again.close();
  }

  private static String code(CompletableFuture<Reply> reply) {
    Reply now = reply.getNow(new Reply.Refused("not-yet", ""));
    return now instanceof Reply.NotNow n ? n.code() : now.toString();
  }

  private Optional<it.sportello.base.OperatorId> owner(String contact) {
    return lane.ask(
            desk ->
                desk.openContacts().stream()
                    .filter(c -> c.id().value().equals(contact))
                    .findFirst()
                    .flatMap(it.sportello.contact.Contact::owner))
        .join();
  }
}

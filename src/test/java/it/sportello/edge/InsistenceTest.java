package it.sportello.edge;

import static it.sportello.desk.Samples.ANNA;
import static it.sportello.desk.Samples.BRUNO;
import static it.sportello.desk.Samples.phone;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.OutboxId;
import it.sportello.desk.Command;
import it.sportello.desk.Reply;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.testkit.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InsistenceTest {
  private static final Command HELD = phone(new CallEvent.Held(new CallId("c1"), ANNA));
  private static final Command HUNG_UP = phone(new CallEvent.HungUp(new CallId("c1")));
  private static final Command OTHER_CALL = phone(new CallEvent.HungUp(new CallId("c2")));
  private static final Command RESYNC = phone(new CallEvent.Resync(List.of(), List.of()));
  private static final Command CONNECTED = new Command.ConsoleConnected(ANNA);
  private static final Command GONE = new Command.ConsoleGone(ANNA);
  private static final Reply DONE = new Reply.Done(1);
  private static final Reply FULL = new Reply.NotNow("journal-full", "nothing was recorded");

  private final ManualTimer timer = new ManualTimer();
  private final List<Command> sent = new ArrayList<>();
  private final List<CompletableFuture<Reply>> replies = new ArrayList<>();
  private final Insistence insistence = new Insistence(this::submit, timer);

  private CompletableFuture<Reply> submit(Command command) {
    sent.add(command);
    replies.add(new CompletableFuture<>());
    return replies.getLast();
  }

  @Test
  void whatIsRecordedOrRefusedIsSettled() {
    tell(HELD, OTHER_CALL);
    reply(0, DONE);
    reply(1, new Reply.Refused("wrong-state", "no"));
    timer.pass(Duration.ofHours(1));
    assertEquals(List.of(HELD, OTHER_CALL), sent);
    assertEquals(0, timer.waiting());
  }

  @Test
  void aBugIsNotRepeated() {
    tell(HELD);
    reply(0, new Reply.NotNow("bug", "the server could not carry this out"));
    timer.pass(Duration.ofHours(1));
    assertEquals(List.of(HELD), sent);
  }

  @Test
  void comesAgainAfterPausesThatGrowToEightSecondsAndBeginAnew() {
    tell(HELD);
    for (int seconds : List.of(1, 2, 4, 8, 8)) {
      int before = sent.size();
      reply(before - 1, FULL);
      timer.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertEquals(before, sent.size(), "before " + seconds + " s");
      timer.pass(Duration.ofMillis(1));
      assertEquals(before + 1, sent.size(), "after " + seconds + " s");
    }
    reply(sent.size() - 1, DONE);
    tell(CONNECTED);
    reply(sent.size() - 1, FULL);
    timer.pass(Duration.ofSeconds(1));
    assertEquals(CONNECTED, sent.getLast());
    assertEquals(8, sent.size());
  }

  @Test
  void aCallThatHungUpDoesNotComeBack() {
    tell(HELD, HUNG_UP);
    assertEquals(List.of(HELD), sent, "one after the other");
    reply(0, FULL);
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, HELD), sent);
    reply(1, DONE);
    assertEquals(List.of(HELD, HELD, HUNG_UP), sent);
  }

  @Test
  void whatIsAboutOtherSubjectsDoesNotWait() {
    tell(
        HELD,
        OTHER_CALL,
        CONNECTED,
        new Command.ConsoleGone(BRUNO),
        phone(new CallEvent.LineUp(ANNA)),
        new Command.MessageSent(new OutboxId("o1")));
    assertEquals(6, sent.size());
    tell(GONE, phone(new CallEvent.LineDown(ANNA)), new Command.MessageSent(new OutboxId("o1")));
    assertEquals(6, sent.size());
  }

  @Test
  void theWholeTruthKeepsItsPlace() {
    tell(HELD, CONNECTED, RESYNC, OTHER_CALL, GONE);
    reply(0, DONE);
    assertEquals(List.of(HELD, CONNECTED), sent);
    reply(1, DONE);
    assertEquals(List.of(HELD, CONNECTED, RESYNC), sent);
    reply(2, FULL);
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, CONNECTED, RESYNC, RESYNC), sent);
    reply(3, DONE);
    assertEquals(List.of(OTHER_CALL, GONE), sent.subList(4, sent.size()));
  }

  @Test
  void whatFollowsTheWholeTruthIsAllHandedOnTogether() {
    tell(HELD, RESYNC, OTHER_CALL, CONNECTED, RESYNC, GONE);
    reply(0, DONE);
    reply(1, DONE);
    assertEquals(List.of(HELD, RESYNC, OTHER_CALL, CONNECTED), sent);
    reply(3, DONE);
    reply(2, DONE);
    reply(4, DONE);
    assertEquals(List.of(RESYNC, GONE), sent.subList(4, sent.size()));
  }

  @Test
  void whatHasNoRoomComesAgain() {
    replies.add(CompletableFuture.completedFuture(new Reply.NotNow("busy", "too many wait")));
    var first = new Insistence(this::submitToAFullDesk, timer);
    first.tell(HELD);
    first.tell(OTHER_CALL);
    assertEquals(List.of(HELD), sent);
    replies.clear();
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, HELD, OTHER_CALL), sent);
  }

  private CompletableFuture<Reply> submitToAFullDesk(Command command) {
    sent.add(command);
    return replies.isEmpty() ? new CompletableFuture<>() : replies.getFirst();
  }

  @Test
  void whatIsToldDuringAPauseWaitsForItsEnd() {
    tell(HELD);
    reply(0, FULL);
    tell(OTHER_CALL);
    assertEquals(List.of(HELD), sent);
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, HELD, OTHER_CALL), sent);
  }

  @Test
  void severalRefusalsAreOnePause() {
    tell(HELD, OTHER_CALL);
    reply(0, FULL);
    reply(1, FULL);
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, OTHER_CALL, HELD, OTHER_CALL), sent);
    reply(2, FULL);
    reply(3, FULL);
    timer.pass(Duration.ofSeconds(2).minusMillis(1));
    assertEquals(4, sent.size());
    timer.pass(Duration.ofMillis(1));
    assertEquals(6, sent.size());
  }

  @Test
  void forgetsThePbxAndAsksItForEverythingWhenTooMuchWaits() {
    var afresh = new AtomicInteger();
    insistence.startAfreshThrough(afresh::incrementAndGet);
    tell(HELD);
    reply(0, FULL);
    tell(CONNECTED);
    for (int i = 0; i < 19_999; i++) {
      insistence.tell(HUNG_UP);
    }
    assertEquals(0, afresh.get());
    tell(OTHER_CALL, OTHER_CALL, HUNG_UP);
    assertEquals(1, afresh.get(), "asked once");
    timer.pass(Duration.ofSeconds(1));
    assertEquals(List.of(HELD, CONNECTED), sent, "nothing else is left");
    tell(RESYNC, HUNG_UP);
    reply(1, DONE);
    assertEquals(List.of(HELD, CONNECTED, RESYNC), sent);
    reply(2, DONE);
    assertEquals(List.of(HELD, CONNECTED, RESYNC, HUNG_UP), sent);
  }

  @Test
  void aClosedOneIsSilent() {
    tell(HELD, OTHER_CALL);
    reply(0, FULL);
    insistence.close();
    reply(1, FULL);
    tell(CONNECTED);
    timer.pass(Duration.ofHours(1));
    assertEquals(List.of(HELD, OTHER_CALL), sent);
  }

  private void tell(Command... commands) {
    for (Command command : commands) {
      insistence.tell(command);
    }
  }

  private void reply(int number, Reply reply) {
    replies.get(number).complete(reply);
  }
}

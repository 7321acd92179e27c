package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.OutboxId;
import it.sportello.base.Sha256;
import it.sportello.desk.Command;
import it.sportello.desk.Outgoing;
import it.sportello.desk.Reply;
import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailUncertain;
import it.sportello.mail.OutgoingMail;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.ManualTimer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OutboxWorkerTest {
  private static final String US = "urp@example.org";
  private static final String PEC = "urp@pec.test";
  private static final byte[] BYTES = "Ecco".getBytes(StandardCharsets.UTF_8);

  private final ManualTimer timer = new ManualTimer();
  private final MemoryRawStore raw = new MemoryRawStore();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<Command> told = new LinkedBlockingQueue<>();
  private OutgoingMail mail =
      (mailbox, sender, recipients, bytes) ->
          sent.add(mailbox + " " + sender + " " + recipients + " " + text(bytes));
  private Optional<Duration> spacing = Optional.empty();
  private final OutboxWorker worker =
      new OutboxWorker(
          (mailbox, sender, recipients, bytes) -> mail.send(mailbox, sender, recipients, bytes),
          raw,
          address ->
              address.equals(US)
                  ? Optional.of("urp")
                  : address.equals(PEC) ? Optional.of("pec") : Optional.empty(),
          "pec"::equals,
          mailbox -> spacing.filter(_ -> mailbox.equals("urp")),
          timer,
          told::add,
          this::asked,
          timer);
  private final BlockingQueue<Command> asked = new LinkedBlockingQueue<>();
  private Reply answer = new Reply.Done(1);

  private CompletableFuture<Reply> asked(Command command) {
    asked.add(command);
    return CompletableFuture.completedFuture(answer);
  }

  @BeforeEach
  void keepTheBytes() throws IOException {
    raw.put(BYTES);
  }

  @Test
  void sendsTheBytesForTheSendersMailboxAndSaysSo() throws InterruptedException {
    worker.send(message("o1", 0));
    timer.run();
    assertEquals(new Command.MessageSent(new OutboxId("o1")), told.take());
    assertEquals("urp urp@example.org [dora@example.org] Ecco", sent.take());
  }

  @Test
  void recordsThatACertifiedMessageLeavesBeforeItDoes() throws InterruptedException {
    answer = new Reply.NotNow("journal-full", "no room");
    worker.send(from(PEC));
    timer.run();
    Command.MessageNotSent later = (Command.MessageNotSent) told.take();
    assertEquals(false, later.permanent());
    assertEquals(new Command.MessageLeaves(new OutboxId("o1")), asked.take());
    assertTrue(sent.isEmpty(), "not without the record");
    answer = new Reply.Done(2);
    worker.send(from(PEC));
    timer.run();
    assertEquals(new Command.MessageSent(new OutboxId("o1")), told.take());
    assertEquals(1, sent.size());
  }

  @Test
  void doesNotSendACertifiedMessageAgainWhereNobodyKnowsWhetherItWent()
      throws InterruptedException {
    mail =
        (_, _, _, _) -> {
          throw new MailUncertain(Reason.text("the connection was lost"), new IOException());
        };
    worker.send(from(PEC));
    worker.send(message("o2", 0));
    timer.run();
    var outcomes = List.of(told.take(), told.take());
    assertTrue(
        outcomes.contains(
            new Command.MessageUncertain(
                new OutboxId("o1"), Reason.text("the connection was lost"))));
    assertTrue(
        outcomes.contains(
            new Command.MessageNotSent(
                new OutboxId("o2"), Reason.text("the connection was lost"), false)));
  }

  private Outgoing from(String sender) {
    return from(sender, "o1");
  }

  private Outgoing from(String sender, String id) {
    Outgoing m = message(id, 0);
    return new Outgoing(
        m.id(),
        m.contact(),
        m.n(),
        sender,
        m.recipients(),
        m.raw(),
        m.attempts(),
        m.dueAt(),
        false);
  }

  @Test
  void sendsNothingBeforeItIsDueAndTheEarlierOneFirst() throws InterruptedException {
    worker.send(message("o1", 30));
    worker.send(message("o2", 10));
    timer.pass(Duration.ofSeconds(10).minusMillis(1));
    assertEquals(2, timer.waiting());
    timer.pass(Duration.ofMillis(1));
    assertEquals(new Command.MessageSent(new OutboxId("o2")), told.take());
    timer.pass(Duration.ofSeconds(20));
    assertEquals(new Command.MessageSent(new OutboxId("o1")), told.take());
  }

  @Test
  void aMailboxKeepsToItsPaceAndSlowsNoOther() throws InterruptedException {
    spacing = Optional.of(Duration.ofSeconds(2));
    worker.send(message("o1", 0));
    worker.send(message("o2", 0));
    worker.send(message("o3", 1));
    worker.send(from(PEC, "o4"));
    timer.run();
    Command first = told.take();
    Command second = told.take();
    assertEquals(Set.of(sent("o1"), sent("o4")), Set.of(first, second));
    timer.pass(Duration.ofMillis(1_999));
    assertEquals(2, timer.waiting());
    timer.pass(Duration.ofMillis(1));
    assertEquals(sent("o2"), told.take());
    timer.pass(Duration.ofSeconds(2));
    assertEquals(sent("o3"), told.take());
    timer.pass(Duration.ofSeconds(10));
    worker.send(message("o5", 0));
    worker.send(message("o6", 0));
    timer.run();
    assertEquals(sent("o5"), told.take(), "what was not used is not owed");
    assertEquals(1, timer.waiting(), "nor saved up");
    timer.pass(Duration.ofSeconds(2));
    assertEquals(sent("o6"), told.take());
  }

  private static Command sent(String id) {
    return new Command.MessageSent(new OutboxId(id));
  }

  @Test
  void aMessageIsOnItsWayOnce() {
    worker.send(message("o1", 10));
    worker.send(message("o1", 0));
    assertEquals(1, timer.waiting());
  }

  @Test
  void saysWhetherTryingAgainIsPointless() throws InterruptedException {
    mail =
        (_, _, _, _) -> {
          throw new MailRefused("550 no such user");
        };
    worker.send(message("o1", 0));
    timer.run();
    assertEquals(notSent("o1", "550 no such user", true), told.take());
    mail =
        (_, _, _, _) -> {
          throw new MailUnavailable("451 try later");
        };
    worker.send(message("o1", 0));
    timer.run();
    assertEquals(notSent("o1", "451 try later", false), told.take());
  }

  @Test
  void whatFailedCanBeSentAgainAsSoonAsTheDeskHasHeardOfIt() throws InterruptedException {
    var refusals = new AtomicInteger();
    mail =
        (_, _, _, _) -> {
          if (refusals.getAndIncrement() == 0) {
            throw new MailUnavailable("451 try later");
          }
        };
    worker.send(message("o1", 0));
    timer.run();
    told.take();
    worker.send(message("o1", 30));
    timer.pass(Duration.ofSeconds(30));
    assertEquals(new Command.MessageSent(new OutboxId("o1")), told.take());
  }

  @Test
  void aBugIsAFailureThatMayPass() throws InterruptedException {
    mail =
        (_, _, _, _) -> {
          throw new IllegalStateException("a bug");
        };
    worker.send(message("o1", 0));
    timer.run();
    assertEquals(notSent("o1", Reason.of(Code.BUG, "IllegalStateException"), false), told.take());
    worker.send(message("o1", 30));
    assertEquals(1, timer.waiting(), "it can be sent again");
  }

  @Test
  void aSenderWithoutMailboxAndMissingBytesAreSaid() throws InterruptedException {
    worker.send(message("o1", "other@example.org", Sha256.of(BYTES), 0));
    timer.run();
    assertEquals(notSent("o1", Reason.of(Code.NO_SENDER, "other@example.org"), true), told.take());
    worker.send(message("o2", US, Sha256.of(new byte[] {1}), 0));
    timer.run();
    assertEquals(notSent("o2", Reason.of(Code.BYTES_MISSING), false), told.take());
  }

  @Test
  void aLongReasonIsCut() throws InterruptedException {
    mail =
        (_, _, _, _) -> {
          throw new MailRefused("5".repeat(5_000));
        };
    worker.send(message("o1", 0));
    timer.run();
    assertEquals(notSent("o1", "5".repeat(500), true), told.take());
  }

  @Test
  void atMostFourAreOnTheirWay() throws InterruptedException {
    var begun = new Semaphore(0);
    var goOn = new Semaphore(0);
    var atATime = new AtomicInteger();
    var most = new AtomicInteger();
    mail =
        (_, _, _, _) -> {
          most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
          begun.release();
          goOn.acquireUninterruptibly();
          atATime.decrementAndGet();
        };
    for (int i = 1; i <= 9; i++) {
      worker.send(message("o" + i, 0));
    }
    timer.run();
    begun.acquire(4);
    goOn.release(9);
    for (int i = 1; i <= 9; i++) {
      told.take();
    }
    assertEquals(4, most.get());
  }

  @Test
  void aClosedOneBeginsNothingAndLetsWhatIsOnItsWayEnd() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    mail =
        (_, _, _, _) -> {
          begun.countDown();
          await(goOn);
        };
    worker.send(message("o1", 0));
    worker.send(message("o2", 5));
    timer.run();
    assertTrue(begun.await(50, TimeUnit.SECONDS));
    worker.close();
    worker.send(message("o3", 0));
    timer.pass(Duration.ofSeconds(9));
    goOn.countDown();
    assertEquals(new Command.MessageSent(new OutboxId("o1")), told.take());
    assertFalse(timer.waiting() > 0);
    assertTrue(told.isEmpty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Command notSent(String id, Reason why, boolean permanent) {
    return new Command.MessageNotSent(new OutboxId(id), why, permanent);
  }

  private static Command notSent(String id, String reason, boolean permanent) {
    return new Command.MessageNotSent(new OutboxId(id), Reason.text(reason), permanent);
  }

  private Outgoing message(String id, long dueInSeconds) {
    return message(id, US, Sha256.of(BYTES), dueInSeconds);
  }

  private Outgoing message(String id, String sender, Sha256 bytes, long dueInSeconds) {
    return new Outgoing(
        new OutboxId(id),
        new ContactId("c1"),
        2,
        sender,
        List.of("dora@example.org"),
        bytes,
        0,
        timer.instant().plusSeconds(dueInSeconds),
        false);
  }

  private static String text(InputStream bytes) {
    try {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

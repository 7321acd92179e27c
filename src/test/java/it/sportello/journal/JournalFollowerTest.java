package it.sportello.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Personal;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class JournalFollowerTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /// What the drafts of these tests say.
  private record Said(long number, @Personal String name) implements Fact {
    @Override
    public String subject() {
      return "contact/" + number;
    }
  }

  private static final FactCodec CODEC =
      new FactCodec(List.of(), List.of()).register("contact.arrived", 1, Said.class);

  private final Journal journal = new MemoryJournal();
  private final Taken taken = new Taken();

  @Test
  void passesWhatWasThereAndWhatComes() throws Exception {
    journal.append(Drafts.numbered(1, 3));
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      assertTrue(follower.awaitSequence(3, LONG));
      follower.offer(append(Drafts.numbered(4, 2)));
      assertTrue(follower.awaitSequence(5, LONG));
      assertEquals(sequences(1, 5), taken.sequences);
      assertEquals(5, follower.sequence());
      assertEquals(5, taken.caughtUp.getLast());
    }
  }

  @Test
  void readsOnlyTheFactsThatNobodyOffered() throws Exception {
    journal.append(Drafts.numbered(1, 1));
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      assertTrue(follower.awaitSequence(1, LONG));
      Entry second = journal.append(Drafts.numbered(2, 1)).getFirst();
      var offered = new Said(2, "as it was offered");
      follower.offer(List.of(new Recorded(second, offered)));
      var half = new Said(3, "half \ud83d of one");
      Entry third = journal.append(List.of(CODEC.draft(half, Drafts.NOON))).getFirst();
      follower.offer(List.of(new Recorded(third, half)));
      assertTrue(follower.awaitSequence(3, LONG));
      assertEquals(
          List.of(new Said(1, "anna 1"), offered, new Said(3, "half ? of one")), taken.facts);
    }
  }

  @Test
  void beginsWhereItIsTold() throws Exception {
    journal.append(Drafts.numbered(1, 5));
    try (var follower = JournalFollower.start("test", journal, CODEC, 4, taken)) {
      assertTrue(follower.awaitSequence(5, LONG));
      assertEquals(sequences(4, 5), taken.sequences);
    }
  }

  @Test
  void saysThatItCaughtUpEvenWhereThereIsNothing() {
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      Eventually.within(LONG, () -> taken.caughtUp.contains(0L));
      assertTrue(follower.awaitSequence(0, LONG));
      assertFalse(follower.awaitSequence(1, Duration.ofMillis(20)));
    }
  }

  @Test
  void doesNotPassAgainWhatIsOfferedTwiceOrLate() throws Exception {
    var entries = append(Drafts.numbered(1, 4));
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      follower.offer(entries);
      follower.offer(entries.subList(0, 2));
      follower.offer(append(Drafts.numbered(5, 1)));
      assertTrue(follower.awaitSequence(5, LONG));
      assertEquals(sequences(1, 5), taken.sequences);
    }
  }

  @Test
  void fillsAGapFromTheJournal() throws Exception {
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      assertTrue(follower.awaitSequence(0, LONG));
      journal.append(Drafts.numbered(1, 3));
      follower.offer(append(Drafts.numbered(4, 1)));
      assertTrue(follower.awaitSequence(4, LONG));
      assertEquals(sequences(1, 4), taken.sequences);
    }
  }

  @Test
  void findsWhatNobodyOffered() throws Exception {
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      assertTrue(follower.awaitSequence(0, LONG));
      journal.append(Drafts.numbered(1, 2));
      assertTrue(follower.awaitSequence(2, LONG));
    }
  }

  @Test
  void neverLetsASlowConsumerStopTheOneWhoOffers() throws Exception {
    var goOn = new CountDownLatch(1);
    taken.beforeEach = _ -> await(goOn);
    Draft big = CODEC.draft(new Said(1, "x".repeat(1 << 20)), Drafts.NOON);
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      for (int i = 0; i < 30; i++) {
        follower.offer(append(List.of(big)));
      }
      assertNotEquals(0L, follower.debugState().get("leftOutOfQueue"));
      assertEquals(30L, follower.debugState().get("behind"));
      goOn.countDown();
      assertTrue(follower.awaitSequence(30, LONG));
      assertEquals(sequences(1, 30), taken.sequences);
    }
  }

  @Test
  void doesNotReadAgainWhatIsOfferedWhileTheConsumerIsBusy() throws Exception {
    var unreadable = new AtomicBoolean();
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    taken.beforeEach =
        _ -> {
          begun.countDown();
          await(goOn);
        };
    var sealed = new UnreadableJournal(journal, unreadable);
    try (var follower = JournalFollower.start("test", sealed, CODEC, 1, taken)) {
      assertTrue(follower.awaitSequence(0, LONG));
      follower.offer(append(Drafts.numbered(1, 1)));
      await(begun);
      unreadable.set(true);
      follower.offer(append(Drafts.numbered(2, 3)));
      goOn.countDown();
      assertTrue(follower.awaitSequence(4, LONG));
      assertEquals(sequences(1, 4), taken.sequences);
    }
  }

  @Test
  void goesOnAfterAConsumersFault() throws Exception {
    taken.beforeEach =
        entry -> {
          if (entry.sequence() == 2) {
            throw new IllegalStateException("a bug in a view");
          }
          if (entry.sequence() == 3) {
            throw new AssertionError("another");
          }
        };
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      follower.offer(append(Drafts.numbered(1, 4)));
      assertTrue(follower.awaitSequence(4, LONG));
      assertEquals(List.of(1L, 4L), taken.sequences);
      assertEquals(2, follower.failures());
    }
  }

  @Test
  void readsOnWhenTheJournalCanBeReadAgain() throws Exception {
    var unreadable = new AtomicBoolean(true);
    var flaky = new UnreadableJournal(journal, unreadable);
    journal.append(Drafts.numbered(1, 3));
    try (var follower = JournalFollower.start("test", flaky, CODEC, 1, taken)) {
      Eventually.within(
          LONG, () -> Boolean.TRUE.equals(follower.debugState().get("journalUnreadable")));
      follower.offer(append(Drafts.numbered(4, 1)));
      assertEquals(List.of(), taken.sequences);
      unreadable.set(false);
      assertTrue(follower.awaitSequence(4, LONG));
      assertEquals(sequences(1, 4), taken.sequences);
    }
  }

  @Test
  void stopsInTheMiddleOfALongHistory() throws Exception {
    journal.append(Drafts.numbered(1, 1000));
    var third = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    taken.beforeEach =
        entry -> {
          if (entry.sequence() == 3) {
            third.countDown();
            await(goOn);
          }
        };
    var follower = JournalFollower.start("test", journal, CODEC, 1, taken);
    await(third);
    var closing = Thread.ofVirtual().start(follower::close);
    Eventually.within(LONG, () -> closing.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    closing.join();
    assertEquals(sequences(1, 3), taken.sequences);
    assertEquals(List.of(), taken.caughtUp);
  }

  @Test
  void passesEachEntryOnceInOrderWhateverIsOfferedWhen() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    long last = 0;
    try (var follower = JournalFollower.start("test", journal, CODEC, 1, taken)) {
      for (int i = 0; i < 2000; i++) {
        var entries = append(Drafts.numbered(last + 1, 1 + random.nextInt(3)));
        last = entries.getLast().entry().sequence();
        int offered = random.nextInt(4) == 0 ? 0 : random.nextInt(entries.size() + 1);
        follower.offer(entries.subList(entries.size() - offered, entries.size()));
      }
      assertTrue(follower.awaitSequence(last, LONG), "seed " + seed);
      assertEquals(sequences(1, last), taken.sequences, "seed " + seed);
    }
  }

  private List<Recorded> append(List<Draft> drafts) throws JournalRefused {
    return journal.append(drafts).stream().map(CODEC::read).toList();
  }

  private static List<Long> sequences(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Taken implements EntryConsumer {
    private final List<Long> sequences = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Long> caughtUp = new CopyOnWriteArrayList<>();
    private volatile Consumer<Entry> beforeEach = _ -> {};

    @Override
    public void accept(Recorded next) {
      Entry entry = next.entry();
      beforeEach.accept(entry);
      sequences.add(entry.sequence());
      facts.add(next.fact());
    }

    @Override
    public void caughtUp(long sequence) {
      caughtUp.add(sequence);
    }
  }
}

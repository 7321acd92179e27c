package it.sportello.journal;

import it.sportello.journal.CommittedQueue.Offered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes the journal's entries to one consumer, on a thread of its own: each once, in order,
/// without gaps, and never faster than the consumer takes them.
///
/// This is the one way in which views, consoles, indicators and search follow the journal. What was
/// committed is offered and waits in a bounded queue; what does not fit there, or came before the
/// follower started, is read from the journal. So a slow consumer slows nobody down; and where the
/// processor is short, those who write come first: see [Pacing].
public final class JournalFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);

  /// How long to wait for an offer before looking into the journal all the same.
  private static final Duration LOOK_AFTER = Duration.ofSeconds(1);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final String name;
  private final Journal journal;
  private final FactCodec codec;
  private final EntryConsumer consumer;
  private final CommittedQueue queue = new CommittedQueue();
  private final Pacing pacing;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settledMore = lock.newCondition();
  private long settled;

  /// How many wait.
  private final AtomicInteger awaited = new AtomicInteger();

  /// Up to where the consumer heard that it caught up; the follower's thread only.
  private long heard = -1;

  private volatile long passed;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean unreadable;
  private volatile boolean closed;

  private JournalFollower(
      String name, Journal journal, FactCodec codec, long fromSequence, EntryConsumer consumer) {
    this.name = name;
    this.journal = journal;
    this.codec = codec;
    this.consumer = consumer;
    this.pacing = new Pacing(journal::lastSequence, () -> awaited.get() > 0);
    this.passed = fromSequence - 1;
    this.settled = fromSequence - 1;
    this.thread = Thread.ofPlatform().name("follow-" + name).daemon(true).unstarted(this::run);
  }

  /// Starts following.
  ///
  /// @param name of the consumer, for logs and the thread
  /// @param codec reads what was not offered
  /// @param fromSequence of the first entry to pass, from 1
  public static JournalFollower start(
      String name, Journal journal, FactCodec codec, long fromSequence, EntryConsumer consumer) {
    var follower = new JournalFollower(name, journal, codec, Math.max(1, fromSequence), consumer);
    follower.thread.start();
    return follower;
  }

  /// Tells of entries that were just committed. Called on the desk lane; returns at once.
  public void offer(List<Recorded> committed) {
    queue.offer(committed);
  }

  /// Returns the sequence of the last entry that was passed to the consumer.
  public long sequence() {
    return passed;
  }

  /// Returns how many times the consumer failed.
  public long failures() {
    return failures.get();
  }

  /// Waits until the consumer has taken an entry and has heard that it caught up: until who wrote
  /// it can read it there.
  ///
  /// @return whether it did within `atMost`; false also when the waiting thread is interrupted
  public boolean awaitSequence(long sequence, Duration atMost) {
    lock.lock();
    awaited.incrementAndGet();
    try {
      if (settled < sequence) {
        LockSupport.unpark(thread);
      }
      long nanos = atMost.toNanos();
      while (settled < sequence && nanos > 0) {
        nanos = settledMore.awaitNanos(nanos);
      }
      return settled >= sequence;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      awaited.decrementAndGet();
      lock.unlock();
    }
  }

  /// What an administrator may want to know about it now.
  public Map<String, Object> debugState() {
    var state = new LinkedHashMap<String, Object>();
    state.put("name", name);
    state.put("sequence", passed);
    state.put("behind", journal.lastSequence() - passed);
    state.put("leftOutOfQueue", queue.leftOut());
    state.put("failures", failures.get());
    state.put("journalUnreadable", unreadable);
    return state;
  }

  /// Stops after the entry that is being taken; the consumer hears nothing more.
  @Override
  public void close() {
    closed = true;
    queue.close();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        LOG.warn("{}: still busy with an entry after {}", name, CLOSE_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    round(new Offered(List.of(), false));
    while (!closed) {
      try {
        round(queue.take(LOOK_AFTER));
      } catch (InterruptedException e) {
        LOG.warn("{}: interrupted, which means nothing here", name);
      }
    }
  }

  private void round(Offered offered) {
    boolean gap = offered.leftOut();
    for (Recorded recorded : offered.entries()) {
      if (recorded.entry().sequence() > passed + 1) {
        gap = true;
        break;
      }
      passIfNext(recorded.entry(), _ -> codec.asRead(recorded));
    }
    if (gap || unreadable || offered.entries().isEmpty()) {
      readJournal();
    }
    if (!unreadable && heard != passed) {
      settle();
    }
  }

  private void readJournal() {
    try {
      journal.replay(passed + 1, entry -> passIfNext(entry, codec::read));
      unreadable = false;
    } catch (RuntimeException e) {
      if (!unreadable) {
        LOG.error("{}: cannot read on after entry {}, trying again", name, passed, e);
      }
      unreadable = true;
    }
  }

  private void passIfNext(Entry entry, Function<Entry, Recorded> read) {
    if (closed || entry.sequence() != passed + 1) {
      return;
    }
    try {
      consumer.accept(read.apply(entry));
    } catch (RuntimeException | Error e) {
      failed("entry " + entry.sequence() + " (" + entry.type() + ")", e);
    }
    passed = entry.sequence();
    pacing.entryTaken();
  }

  private void settle() {
    if (closed) {
      return;
    }
    try {
      consumer.caughtUp(passed);
    } catch (RuntimeException | Error e) {
      failed("catching up to entry " + passed, e);
    }
    heard = passed;
    lock.lock();
    try {
      settled = passed;
      settledMore.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(String what, Throwable e) {
    failures.incrementAndGet();
    LOG.error("{}: failed at {}, going on after it", name, what, e);
  }
}

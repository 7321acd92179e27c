package it.sportello.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The entries that were committed and that a follower has not taken yet.
///
/// Bounded: what does not fit is left out, and whoever takes the rest is told that something was;
/// it is in the journal.
final class CommittedQueue {
  /// How much text may wait; at least one entry always fits.
  static final long MAX_SIGNS = 8L << 20;

  private static final long SIGNS_PER_ENTRY = 200;

  /// What waited, in the order in which it was offered.
  ///
  /// @param leftOut whether others that were offered meanwhile did not fit
  record Offered(List<Recorded> entries, boolean leftOut) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<Recorded> waiting = new ArrayList<>();
  private long signs;
  private boolean moreBehind;
  private long leftOut;
  private boolean closed;

  /// Adds what fits; returns at once.
  void offer(List<Recorded> committed) {
    lock.lock();
    try {
      committed.forEach(this::add);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Returns all that waits; if nothing does, waits for it up to `atMost`.
  Offered take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (waiting.isEmpty() && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      var taken = new Offered(waiting, moreBehind);
      waiting = new ArrayList<>();
      moreBehind = false;
      signs = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Returns how many entries did not fit.
  long leftOut() {
    lock.lock();
    try {
      return leftOut;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the waiting of whoever takes.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void add(Recorded recorded) {
    Entry entry = recorded.entry();
    long needs = SIGNS_PER_ENTRY + entry.facts().length() + entry.personal().length();
    if (waiting.isEmpty() || signs + needs <= MAX_SIGNS) {
      waiting.add(recorded);
      signs += needs;
    } else {
      leftOut++;
      moreBehind = true;
    }
  }
}

package it.sportello.store.file;

import it.sportello.journal.JournalRefused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where callers leave their jobs and the journal's thread finds them.
///
/// As long as the callers: each waits for its job.
final class JobQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Job> waiting = new ArrayDeque<>();
  private boolean closed;

  /// Leaves a job; called from any thread.
  ///
  /// @throws JournalRefused if the journal is closed
  void add(Job job) throws JournalRefused {
    lock.lock();
    try {
      if (closed) {
        throw new JournalRefused("journal: nothing was accepted, it is closed");
      }
      waiting.add(job);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next erasure, or for the next appends that fit one write together.
  ///
  /// @param maxBytes of appends at a time; one that is longer comes alone
  /// @return empty when the queue is closed and all is done
  List<Job> take(int maxBytes) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return next(maxBytes);
    } finally {
      lock.unlock();
    }
  }

  /// Refuses what comes from now on; what is waiting is still done.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private List<Job> next(int maxBytes) {
    var taken = new ArrayList<Job>();
    long bytes = 0;
    while (waiting.peek() instanceof Job.Append append
        && (taken.isEmpty() || bytes + append.bytes() <= maxBytes)) {
      bytes += append.bytes();
      taken.add(waiting.remove());
    }
    if (taken.isEmpty() && !waiting.isEmpty()) {
      taken.add(waiting.remove());
    }
    return taken;
  }
}

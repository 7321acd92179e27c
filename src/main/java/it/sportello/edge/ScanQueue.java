package it.sportello.edge;

import it.sportello.edge.ScanJob.Place;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What waits to be scanned: what somebody waits for first, then what came first. While the scanner
/// is away everything waits, for a second, two, four, at most a minute.
///
/// Bounded: what finds no room stays where it is recorded, and the store is asked for it when there
/// is room again. May be used from any thread; its lock is never held while anything else is done.
final class ScanQueue {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /// What to do next.
  sealed interface Work {
    /// Scan a message.
    record Scan(ScanJob job) implements Work {}

    /// Ask the store for what was not scanned; then say [#asked].
    record AskStore() implements Work {}

    /// End.
    record Stop() implements Work {}
  }

  private final int most;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Place, ScanJob> urgent = new LinkedHashMap<>();
  private final Map<Place, ScanJob> waiting = new LinkedHashMap<>();
  private final Set<Place> underWay = new HashSet<>();

  /// What was settled while the store was asked: it may still show it as not scanned.
  private final Set<Place> settled = new HashSet<>();

  private boolean more = true;
  private boolean asking;
  private boolean closed;
  private Duration pause = FIRST_PAUSE;
  private long askNotBefore;
  private long pausedUntil;
  private long triedAt;
  private Optional<String> away = Optional.empty();

  /// @param most how many wait in memory
  ScanQueue(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    pausedUntil = nanoTime.getAsLong();
    askNotBefore = pausedUntil;
    triedAt = pausedUntil - FIRST_PAUSE.toNanos();
  }

  /// Adds a message, unless it is here already.
  ///
  /// @return whether there was room
  boolean offer(ScanJob job) {
    lock.lock();
    try {
      if (isKnown(job.place())) {
        return true;
      }
      if (waiting.size() >= most) {
        more = true;
        return false;
      }
      waiting.put(job.place(), job);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Puts a message before all others, because somebody waits for it, and ends a pause that has
  /// lasted a second.
  ///
  /// @return whether there was room
  boolean hurry(ScanJob job) {
    lock.lock();
    try {
      long soonest = triedAt + FIRST_PAUSE.toNanos();
      if (soonest - pausedUntil < 0) {
        pausedUntil = soonest;
      }
      if (underWay.contains(job.place())) {
        return true;
      }
      ScanJob known = waiting.remove(job.place());
      if (known == null && urgent.size() >= most) {
        return false;
      }
      urgent.putIfAbsent(job.place(), known == null ? job : known);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isKnown(Place place) {
    return waiting.containsKey(place)
        || urgent.containsKey(place)
        || underWay.contains(place)
        || settled.contains(place);
  }

  /// Waits for work.
  Work take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = nanoTime.getAsLong();
        long wait = pausedUntil - now;
        if (wait <= 0) {
          Optional<ScanJob> job = next(urgent, now).or(() -> next(waiting, now));
          if (job.isPresent()) {
            underWay.add(job.get().place());
            triedAt = now;
            return new Work.Scan(job.get());
          }
          if (more && !asking && waiting.isEmpty() && askNotBefore - now <= 0) {
            more = false;
            asking = true;
            settled.clear();
            return new Work.AskStore();
          }
          wait = untilNext(now);
        }
        var _ = changed.awaitNanos(wait);
      }
      return new Work.Stop();
    } finally {
      lock.unlock();
    }
  }

  private static Optional<ScanJob> next(Map<Place, ScanJob> jobs, long now) {
    Iterator<ScanJob> all = jobs.values().iterator();
    while (all.hasNext()) {
      ScanJob job = all.next();
      if (job.notBefore() == Long.MIN_VALUE || job.notBefore() - now <= 0) {
        all.remove();
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }

  private long untilNext(long now) {
    long wait = LONGEST_PAUSE.toNanos();
    if (more && !asking && waiting.isEmpty()) {
      wait = Math.min(wait, askNotBefore - now);
    }
    for (ScanJob job : waiting.values()) {
      wait = Math.min(wait, job.notBefore() - now);
    }
    for (ScanJob job : urgent.values()) {
      wait = Math.min(wait, job.notBefore() - now);
    }
    return wait;
  }

  /// The store was asked.
  ///
  /// @param everything whether it said all it has; if not, it is asked again once there is room
  /// @param after not before this time has passed
  void asked(boolean everything, Duration after) {
    lock.lock();
    try {
      asking = false;
      settled.clear();
      if (!everything) {
        more = true;
        askNotBefore = nanoTime.getAsLong() + after.toNanos();
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// A message has its verdicts, and they are durable.
  void settled(ScanJob job) {
    lock.lock();
    try {
      underWay.remove(job.place());
      if (asking) {
        settled.add(job.place());
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// A message has to be tried again, for its own reasons, after a while.
  void again(ScanJob job, Duration after) {
    lock.lock();
    try {
      job.notBefore(nanoTime.getAsLong() + after.toNanos());
      underWay.remove(job.place());
      waiting.put(job.place(), job);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The scanner is away: everything waits a while, this message too.
  ///
  /// @return whether it was there before
  boolean away(ScanJob job, String why) {
    lock.lock();
    try {
      underWay.remove(job.place());
      waiting.put(job.place(), job);
      return away(why);
    } finally {
      lock.unlock();
    }
  }

  /// The scanner is away: everything waits a while.
  ///
  /// @return whether it was there before
  boolean away(String why) {
    lock.lock();
    try {
      boolean news = away.isEmpty();
      away = Optional.of(why);
      pausedUntil = nanoTime.getAsLong() + pause.toNanos();
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      return news;
    } finally {
      lock.unlock();
    }
  }

  /// The scanner works.
  ///
  /// @return whether it was away before
  boolean works() {
    lock.lock();
    try {
      boolean news = away.isPresent();
      away = Optional.empty();
      pause = FIRST_PAUSE;
      pausedUntil = nanoTime.getAsLong();
      changed.signalAll();
      return news;
    } finally {
      lock.unlock();
    }
  }

  /// Why nothing is scanned; empty while the scanner works, as far as is known.
  Optional<String> trouble() {
    lock.lock();
    try {
      return away;
    } finally {
      lock.unlock();
    }
  }

  /// How many wait or are scanned.
  int size() {
    lock.lock();
    try {
      return waiting.size() + urgent.size() + underWay.size();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

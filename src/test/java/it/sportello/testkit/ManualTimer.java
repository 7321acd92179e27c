package it.sportello.testkit;

import it.sportello.base.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A timer whose time passes when a test says so; its tasks run on the test's thread. Also the
/// clock of that time.
public final class ManualTimer implements Timer, InstantSource {
  private record Due(Instant at, long number, Runnable task) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private Instant now = Instant.parse("2026-11-20T09:00:00Z");
  private long number;
  private boolean closed;

  @Override
  public void after(Duration delay, Runnable task) {
    if (!closed) {
      due.add(new Due(now.plus(delay), number++, task));
    }
  }

  /// Runs what is due now, and what becomes due by that.
  public void run() {
    pass(Duration.ZERO);
  }

  /// Lets time pass; each task runs at its instant.
  public void pass(Duration time) {
    Instant end = now.plus(time);
    while (!due.isEmpty() && !due.element().at().isAfter(end)) {
      Due next = due.remove();
      now = next.at().isAfter(now) ? next.at() : now;
      try {
        next.task().run();
      } catch (RuntimeException _) {
        // Goes on, as the real one does.
      }
    }
    now = end;
  }

  /// How many tasks wait.
  public int waiting() {
    return due.size();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    closed = true;
    due.clear();
  }
}

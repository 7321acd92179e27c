package it.sportello.base;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Runs tasks one after the other on one thread of its own, in the order they came.
///
/// A task that throws does not stop the lane: the thread's uncaught-exception handler hears of it.
public final class Lane implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ExecutorService thread;

  /// @param name the thread's name, as it shows in dumps
  public Lane(String name) {
    thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon(true).factory());
  }

  /// Queues a task; returns at once. A closed lane ignores it.
  public void run(Runnable task) {
    if (!thread.isShutdown()) {
      thread.execute(task);
    }
  }

  /// Lets queued tasks finish, for at most five seconds.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

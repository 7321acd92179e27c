package it.sportello.base;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A [Timer] on a thread of its own. The thread's uncaught-exception handler hears of tasks that
/// throw.
public final class TimerThread implements Timer {
  private static final long CLOSE_WITHIN_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread;

  /// @param name the thread's name, as it shows in dumps
  public TimerThread(String name) {
    // a task that comes too late is dropped in silence
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name(name).daemon(true).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    var _ = thread.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException bug) {
      Thread here = Thread.currentThread();
      here.getUncaughtExceptionHandler().uncaughtException(here, bug);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

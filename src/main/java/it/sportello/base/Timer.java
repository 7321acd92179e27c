package it.sportello.base;

import java.time.Duration;

/// Runs tasks on one thread, one after the other, when their time has come.
///
/// A task that throws stops neither the thread nor its own repetition. Once closed, tasks are
/// ignored. May be used from any thread.
public interface Timer extends AutoCloseable {
  /// Runs a task once.
  ///
  /// @param delay zero for as soon as possible; tasks that are due together keep their order
  void after(Duration delay, Runnable task);

  /// Runs a task again and again, each time this long after it has ended.
  default void every(Duration pause, Runnable task) {
    after(
        pause,
        () -> {
          try {
            task.run();
          } finally {
            every(pause, task);
          }
        });
  }

  /// Lets the task that runs come to its end, for at most five seconds; those that wait are
  /// dropped.
  @Override
  void close();
}

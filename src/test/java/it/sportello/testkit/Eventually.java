package it.sportello.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that happens on another thread.
public final class Eventually {
  private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not hold within the time
  public static void within(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not happen within " + time);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private Eventually() {}
}

package it.sportello.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something another thread or process does.
public final class Eventually {
  private static final long LOOK_EVERY_NANOS = 10_000_000;

  private Eventually() {}

  /// Returns as soon as the condition holds.
  ///
  /// @throws AssertionError if it does not within the time
  public static void within(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not happen within " + time);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}

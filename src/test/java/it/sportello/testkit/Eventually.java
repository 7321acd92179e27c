package it.sportello.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that another thread brings about.
public final class Eventually {
  private static final long STEP_NANOS = Duration.ofMillis(2).toNanos();

  /// Returns as soon as `condition` holds.
  ///
  /// @throws AssertionError if it does not within `span`
  public static void within(Duration span, BooleanSupplier condition) {
    long end = System.nanoTime() + span.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + span);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private Eventually() {}
}

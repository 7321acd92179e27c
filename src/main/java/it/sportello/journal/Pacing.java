package it.sportello.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Leaves the processor to those who write while many do: a reader that is behind rests nine times
/// as long as it worked. When the rush is over it works without a rest until it has caught up; so
/// it does while somebody who writes waits for it.
///
/// Used by one thread.
final class Pacing {
  /// Entries between two looks.
  static final int SLICE = 256;

  /// From how many new entries a second on it is a rush. A big center at its busiest hour writes a
  /// third of that.
  static final int RUSH_PER_SECOND = 2_000;

  private static final int REST_FOR_WORK = 9;
  private static final long LONGEST_REST_NANOS = 250_000_000;

  private final LongSupplier written;
  private final LongSupplier nanoTime;
  private final LongConsumer rest;
  private int passed;
  private long since;
  private long writtenBefore;

  /// @param written the sequence of the last entry written
  /// @param awaited whether somebody waits for the reader; whoever begins to wait unparks it
  Pacing(LongSupplier written, BooleanSupplier awaited) {
    this(
        written,
        System::nanoTime,
        nanos -> {
          if (!awaited.getAsBoolean()) {
            LockSupport.parkNanos(nanos);
          }
        });
  }

  /// @param rest for so many nanoseconds
  Pacing(LongSupplier written, LongSupplier nanoTime, LongConsumer rest) {
    this.written = written;
    this.nanoTime = nanoTime;
    this.rest = rest;
    begin();
  }

  /// One more entry was taken; may rest.
  void entryTaken() {
    passed++;
    if (passed < SLICE) {
      return;
    }
    long worked = nanoTime.getAsLong() - since;
    long came = written.getAsLong() - writtenBefore;
    if (came * 1e9 >= (double) worked * RUSH_PER_SECOND && came > 0) {
      rest.accept(Math.min(worked * REST_FOR_WORK, LONGEST_REST_NANOS));
    }
    begin();
  }

  private void begin() {
    passed = 0;
    since = nanoTime.getAsLong();
    writtenBefore = written.getAsLong();
  }
}

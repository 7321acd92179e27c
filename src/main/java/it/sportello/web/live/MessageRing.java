package it.sportello.web.live;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The last messages, for consoles that come back and for those that read slowly: one thread adds,
/// any number reads, without locks.
///
/// Every message has a position: how many were added before it. A reader keeps the position it
/// wants next; that is its whole queue.
final class MessageRing {
  private final int capacity;
  private final AtomicReferenceArray<LiveMessage> slots;
  private volatile long added;
  private volatile long firstNumber = Long.MAX_VALUE;
  private volatile long lastNumber = Long.MIN_VALUE;
  private volatile long lostUpTo = Long.MIN_VALUE;

  MessageRing(int capacity) {
    this.capacity = capacity;
    slots = new AtomicReferenceArray<>(capacity);
  }

  /// What is at a position.
  sealed interface At {
    record Here(LiveMessage message) implements At {}

    /// Nothing was added there yet.
    record NotYet() implements At {}

    /// It was overwritten: the reader was too slow.
    record Lost() implements At {}
  }

  /// Adds a message; always by the same thread.
  ///
  /// @throws IllegalArgumentException if its number is not greater than the one before
  void add(LiveMessage message) {
    if (message.n() <= lastNumber) {
      throw new IllegalArgumentException(
          "message " + message.n() + " after " + lastNumber + " (expected: a greater number)");
    }
    long position = added;
    if (position == 0) {
      firstNumber = message.n();
    }
    // one place is given up early, so that no reader meets the writer in it
    long losing = position + 1 - capacity;
    if (losing >= 0) {
      lostUpTo = slots.get(slot(losing)).n();
    }
    slots.set(slot(position), message);
    lastNumber = message.n();
    added = position + 1;
  }

  At at(long position) {
    if (position >= added) {
      return new At.NotYet();
    }
    LiveMessage message = slots.get(slot(position));
    return added - position >= capacity ? new At.Lost() : new At.Here(message);
  }

  /// Where to go on for a console that has seen everything up to `n`; empty when messages after `n`
  /// may be missing here.
  OptionalLong afterSeen(long n) {
    boolean known = n >= firstNumber && n <= lastNumber;
    return known ? after(n) : OptionalLong.empty();
  }

  /// Where to go on after a snapshot that was made just now; empty when the ring has already gone
  /// past it.
  OptionalLong after(long n) {
    long low = Math.max(0, added - capacity + 1);
    long high = added;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Optional<LiveMessage> message = read(middle);
      if (message.isEmpty() || message.get().n() <= n) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return n < lostUpTo ? OptionalLong.empty() : OptionalLong.of(low);
  }

  private Optional<LiveMessage> read(long position) {
    return at(position) instanceof At.Here(LiveMessage message)
        ? Optional.of(message)
        : Optional.empty();
  }

  long lastNumber() {
    return Math.max(0, lastNumber);
  }

  private int slot(long position) {
    return (int) (position % capacity);
  }
}

package it.sportello.routing;

import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Who is out and why, as sets of seat numbers: one change costs the same however many there are,
/// and an explanation need not look at everybody.
final class Outs {
  private final @Nullable String[] reasons;

  /// There are few reasons: sets that are empty are kept.
  private final Map<String, BitSet> byReason = new TreeMap<>();

  /// @param seats how many there are
  Outs(int seats) {
    reasons = new @Nullable String[seats];
  }

  /// @param reason a persistent code; null if there is none any more
  void set(int seat, @Nullable String reason) {
    String before = reasons[seat];
    if (Objects.equals(before, reason)) {
      return;
    }
    reasons[seat] = reason;
    if (before != null) {
      seatsOut(before).clear(seat);
    }
    if (reason != null) {
      seatsOut(reason).set(seat);
    }
  }

  /// Whether there is a reason.
  boolean isOut(int seat) {
    return reasons[seat] != null;
  }

  /// Calls for each reason, in their order, with the seats it keeps out; there may be none.
  void forEach(BiConsumer<String, BitSet> seats) {
    byReason.forEach(seats);
  }

  private BitSet seatsOut(String reason) {
    return byReason.computeIfAbsent(reason, _ -> new BitSet(reasons.length));
  }
}

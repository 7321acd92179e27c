package it.sportello.store.file;

import java.util.Arrays;

/// Says where in a segment to begin looking for an entry: the offset of every 64th one.
///
/// Safe to use from several threads.
final class SparseIndex {
  /// How many entries apart the known offsets are.
  static final int STEP = 64;

  private final long firstSequence;
  private int[] offsets;
  private int known;

  /// @param firstSequence of the segment
  SparseIndex(long firstSequence) {
    this(firstSequence, new int[0]);
  }

  /// @param offsets of the first entry and of every 64th after it
  SparseIndex(long firstSequence, int[] offsets) {
    this.firstSequence = firstSequence;
    this.offsets = offsets.clone();
    this.known = offsets.length;
  }

  /// Notes where an entry begins; called for every entry, in order.
  synchronized void add(long sequence, long offset) {
    if ((sequence - firstSequence) % STEP != 0) {
      return;
    }
    if (known == offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(16, 2 * known));
    }
    offsets[known++] = Math.toIntExact(offset);
  }

  /// Forgets the entries after `sequence`.
  synchronized void cutAfter(long sequence) {
    known = (int) Math.min(known, (sequence - firstSequence + STEP) / STEP);
  }

  /// Returns the sequence of the nearest known entry that is not after `sequence`.
  ///
  /// @param sequence of an entry of this segment
  synchronized long nearest(long sequence) {
    return firstSequence + (long) slot(sequence) * STEP;
  }

  /// Returns where [#nearest] begins.
  synchronized long offsetOfNearest(long sequence) {
    return known == 0 ? SegmentHeader.BYTES : offsets[slot(sequence)];
  }

  synchronized int[] offsets() {
    return Arrays.copyOf(offsets, known);
  }

  private int slot(long sequence) {
    return (int) Math.clamp((sequence - firstSequence) / STEP, 0L, Math.max(0, known - 1));
  }
}

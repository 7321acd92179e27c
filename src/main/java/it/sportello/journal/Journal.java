package it.sportello.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The truth: an append-only, durable, tamper-evident list of entries.
///
/// Every method may be called from any thread. Every adapter passes the same contract tests.
public interface Journal extends AutoCloseable {
  /// Makes all of `batch` durable, in order and without gaps, and returns the entries it became.
  ///
  /// Blocks for the time of one synced write. Callers that arrive meanwhile share the next one
  /// (group commit). Nothing may be acknowledged before this returns. All of a batch is written or
  /// none of it, also across a crash. An interrupt does not end the waiting. An empty batch writes
  /// nothing.
  ///
  /// @throws JournalRefused if nothing of the batch was written (for example the disk is full, or
  ///   the journal is closed); trying again is safe
  /// @throws JournalBroken if the state on disk is unknown: the batch may be there after a restart,
  ///   or not. The journal accepts nothing more until it is reopened
  List<Entry> append(List<Draft> batch) throws JournalRefused;

  /// Returns the sequence of the last durable entry, 0 if there is none.
  long lastSequence();

  /// Passes every durable entry from `fromSequence` on to `visitor`, in order, up to the last one
  /// at the time of the call. The visitor may use the journal.
  ///
  /// @param fromSequence the first to pass on; 1 or less for all, beyond the last one for none
  /// @throws JournalBroken if an entry does not verify
  void replay(long fromSequence, Consumer<Entry> visitor);

  /// Returns one entry, if it is there.
  ///
  /// @throws JournalBroken if it does not verify
  Optional<Entry> entry(long sequence);

  /// Erases the personal part of one entry for good. Its facts and the chain of hashes stay.
  ///
  /// Returns when the erasure is durable. Erasing twice, or where there is no personal part, is
  /// harmless.
  ///
  /// @throws JournalRefused if it could not be done now (for example the disk is full); trying
  ///   again is safe
  /// @throws IllegalArgumentException if there is no such entry
  void redact(long sequence) throws JournalRefused;

  /// Finishes what was accepted and closes; later appends are refused. Closing twice is harmless.
  @Override
  void close();
}

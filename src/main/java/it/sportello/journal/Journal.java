package it.sportello.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The truth: an append-only, durable, tamper-evident list of entries.
///
/// Every method may be called from any thread. Every adapter passes the same contract tests.
public interface Journal extends AutoCloseable {
  /// Makes all of `batch` durable, in order, and returns the entries it became.
  ///
  /// Blocks for the time of one synced write. Callers that arrive meanwhile share the next one
  /// (group commit). Nothing may be acknowledged before this returns.
  ///
  /// @throws JournalRefused if nothing of the batch was written (for example the disk is full);
  ///   trying again is safe
  /// @throws JournalBroken if the state on disk is unknown; the journal accepts nothing more until
  ///   it is reopened
  List<Entry> append(List<Draft> batch) throws JournalRefused;

  /// Returns the sequence of the last durable entry, 0 if there is none.
  long lastSequence();

  /// Passes every durable entry from `fromSequence` on to `visitor`, in order, up to the last one
  /// at the time of the call.
  ///
  /// @throws JournalBroken if an entry does not verify
  void replay(long fromSequence, Consumer<Entry> visitor);

  /// Returns one entry, if it is there.
  Optional<Entry> entry(long sequence);

  /// Erases the personal part of one entry for good. Its facts and the chain of hashes stay.
  /// Erasing twice is harmless.
  void redact(long sequence);

  @Override
  void close();
}

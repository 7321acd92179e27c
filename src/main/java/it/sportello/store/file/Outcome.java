package it.sportello.store.file;

import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;

/// What became of a [Job].
sealed interface Outcome {
  /// It is durable.
  ///
  /// @param firstSequence of the entries it became; 0 where there are none
  record Done(long firstSequence) implements Outcome {}

  /// Nothing was changed.
  record Refused(JournalRefused why) implements Outcome {}

  /// It is not known.
  record Broken(JournalBroken why) implements Outcome {}
}

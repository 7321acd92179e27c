package it.sportello.journal;

/// Takes the journal's entries one after the other: a view, an index, a set of figures.
///
/// Called by one [JournalFollower], on its thread.
public interface EntryConsumer {
  /// Takes the next entry. What it throws is logged and counted; the entry is not passed again.
  void accept(Recorded next);

  /// Hears that everything known at the start of a round has been passed: the time to commit, or to
  /// show what changed. The slower it is, the more the next round carries.
  ///
  /// @param sequence of the last entry that was passed
  default void caughtUp(long sequence) {}
}

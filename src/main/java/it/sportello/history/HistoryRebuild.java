package it.sportello.history;

import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;

/// Fills a store from the journal alone, as the command `rebuild` does.
public final class HistoryRebuild {
  private HistoryRebuild() {}

  /// Takes in every entry that the store does not have, up to the journal's last one at the time of
  /// the call. Runs on the caller's thread, which is the store's writer.
  ///
  /// @return how many entries were taken in
  /// @throws it.sportello.journal.JournalBroken if an entry does not verify or was written by a
  ///   newer release
  /// @throws HistoryBroken if the store cannot be written
  public static long run(Journal journal, FactCodec codec, HistoryStore store) {
    long before = store.sequence();
    var view = new HistoryView(codec, store);
    journal.replay(before + 1, view::accept);
    return store.sequence() - before;
  }
}

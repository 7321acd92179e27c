package it.sportello.store.mapdb;

import it.sportello.history.HistoryView;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;

/// Makes a view again from the journal alone, as the command `rebuild` does.
public final class HistoryRebuild {
  private HistoryRebuild() {}

  /// Throws away what is in the view's directory and takes in every entry, up to the journal's last
  /// one at the time of the call. Blocks until the view is closed cleanly.
  ///
  /// @return how many entries were taken in
  /// @throws IOException if the directory cannot be used, for example because a server runs on it
  /// @throws it.sportello.journal.JournalBroken if an entry does not verify or was written by a
  ///   newer release
  /// @throws it.sportello.history.HistoryBroken if the view cannot be written
  public static long run(Journal journal, FactCodec codec, Path directory) throws IOException {
    try (var store = MapDbHistory.open(directory, journal.lastSequence())) {
      store.clear();
      var view = new HistoryView(codec, store);
      journal.replay(1, entry -> view.accept(codec.read(entry)));
      return store.sequence();
    }
  }
}

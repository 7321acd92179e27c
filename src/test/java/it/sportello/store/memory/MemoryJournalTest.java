package it.sportello.store.memory;

import it.sportello.journal.Journal;
import it.sportello.journal.JournalContract;

final class MemoryJournalTest implements JournalContract {
  @Override
  public Journal emptyJournal() {
    return new MemoryJournal();
  }
}

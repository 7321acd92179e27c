package it.sportello.store.memory;

import it.sportello.history.HistoryStore;
import it.sportello.history.HistoryStoreContract;

final class MemoryHistoryTest implements HistoryStoreContract {
  @Override
  public HistoryStore emptyStore() {
    return new MemoryHistory();
  }
}

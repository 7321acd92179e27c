package it.sportello.store.memory;

import it.sportello.journal.RawStore;
import it.sportello.journal.RawStoreContract;

final class MemoryRawStoreTest implements RawStoreContract {
  @Override
  public RawStore emptyStore() {
    return new MemoryRawStore();
  }
}

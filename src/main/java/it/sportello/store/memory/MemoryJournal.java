package it.sportello.store.memory;

import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A journal that lives as long as its process. Says "durable" of what is in memory.
public final class MemoryJournal implements Journal {
  private final List<Entry> entries = new ArrayList<>();
  private boolean closed;

  @Override
  public synchronized List<Entry> append(List<Draft> batch) throws JournalRefused {
    if (closed && !batch.isEmpty()) {
      throw new JournalRefused("journal: nothing was accepted, it is closed");
    }
    int before = entries.size();
    for (var draft : batch) {
      entries.add(Entry.of(entries.size() + 1, draft));
    }
    return List.copyOf(entries.subList(before, entries.size()));
  }

  @Override
  public synchronized long lastSequence() {
    return entries.size();
  }

  @Override
  public void replay(long fromSequence, Consumer<Entry> visitor) {
    long last = lastSequence();
    for (long sequence = Math.max(1, fromSequence); sequence <= last; sequence++) {
      visitor.accept(at(sequence));
    }
  }

  @Override
  public synchronized Optional<Entry> entry(long sequence) {
    return sequence >= 1 && sequence <= entries.size()
        ? Optional.of(at(sequence))
        : Optional.empty();
  }

  @Override
  public synchronized void redact(long sequence) {
    var was =
        entry(sequence)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "journal: entry " + sequence + " (expected: 1.." + entries.size() + ")"));
    if (!was.personal().isEmpty()) {
      entries.set((int) sequence - 1, was.withoutPersonal());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private synchronized Entry at(long sequence) {
    return entries.get((int) sequence - 1);
  }
}

package it.sportello.desk;

import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A journal in memory that can be told to refuse, to break, or to take its time.
final class TestJournal implements Journal {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private volatile boolean refuses;
  private volatile boolean broken;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  void refuse(boolean yes) {
    refuses = yes;
  }

  void breakDown() {
    broken = true;
  }

  /// The next append waits for the returned latch.
  CountDownLatch holdAppends() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /// How many entries each append had.
  synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public List<Entry> append(List<Draft> batch) throws JournalRefused {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refuses) {
      throw new JournalRefused("the disk is full");
    }
    if (broken) {
      throw new JournalBroken("a write failed");
    }
    return write(batch);
  }

  private synchronized List<Entry> write(List<Draft> batch) {
    int before = entries.size();
    for (Draft draft : batch) {
      entries.add(Entry.of(entries.size() + 1L, draft));
    }
    batches.add(batch.size());
    return List.copyOf(entries.subList(before, entries.size()));
  }

  @Override
  public synchronized long lastSequence() {
    return entries.size();
  }

  @Override
  public void replay(long fromSequence, Consumer<Entry> visitor) {
    entries().stream().filter(e -> e.sequence() >= fromSequence).forEach(visitor);
  }

  @Override
  public synchronized Optional<Entry> entry(long sequence) {
    return entries.stream().skip(sequence - 1).findFirst();
  }

  @Override
  public synchronized void redact(long sequence) {
    entries.set((int) sequence - 1, entries.get((int) sequence - 1).withoutPersonal());
  }

  @Override
  public void close() {}
}

package it.sportello.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A journal whose disk cannot be read for a while.
record UnreadableJournal(Journal journal, AtomicBoolean unreadable) implements Journal {
  @Override
  public List<Entry> append(List<Draft> batch) throws JournalRefused {
    return journal.append(batch);
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public void replay(long fromSequence, Consumer<Entry> visitor) {
    if (unreadable.get()) {
      throw new JournalBroken("journal: entry " + fromSequence + " cannot be read");
    }
    journal.replay(fromSequence, visitor);
  }

  @Override
  public Optional<Entry> entry(long sequence) {
    return journal.entry(sequence);
  }

  @Override
  public void redact(long sequence) throws JournalRefused {
    journal.redact(sequence);
  }

  @Override
  public void close() {
    journal.close();
  }
}

package it.sportello.history;

import it.sportello.journal.Entry;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a store up to the journal, also when the store breaks: then it is cleared and filled again
/// from the journal's start, while readers hear of [HistoryBroken] or find only what is in again.
///
/// Called by one thread, the journal's follower, which it may keep busy for as long as filling
/// takes: the follower reads from the journal what it missed.
public final class HistoryKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryKeeper.class);

  /// How long a store that could not be filled, for example because its disk is full, is left
  /// alone.
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final FactCodec codec;
  private final HistoryView view;
  private final HistoryStore store;
  private final Journal journal;
  private final InstantSource clock;
  private boolean broken;
  private Instant notBefore = Instant.MIN;

  public HistoryKeeper(FactCodec codec, HistoryStore store, Journal journal, InstantSource clock) {
    this.codec = codec;
    this.view = new HistoryView(codec, store);
    this.store = store;
    this.journal = journal;
    this.clock = clock;
  }

  /// Takes in one entry, in the journal's order.
  ///
  /// @throws HistoryBroken if the store broke and could not be filled again now; it is tried again
  ///   with an entry to come
  /// @throws JournalBroken if the entry was written by a newer release
  public void accept(Recorded recorded) {
    long sequence = recorded.entry().sequence();
    if (!broken) {
      try {
        view.accept(recorded);
        return;
      } catch (HistoryBroken e) {
        LOG.error("histories broke at entry {}: they are made again", sequence, e);
        broken = true;
      }
    }
    if (clock.instant().isBefore(notBefore)) {
      throw new HistoryBroken("histories are broken and will be made again after " + notBefore);
    }
    notBefore = clock.instant().plus(PAUSE);
    fill(sequence);
    broken = false;
    LOG.info("histories are made again, up to entry {}", sequence);
  }

  private void fill(long upTo) {
    store.clear();
    journal.replay(
        1,
        entry -> {
          if (entry.sequence() <= upTo) {
            take(entry);
          }
        });
  }

  private void take(Entry entry) {
    try {
      view.accept(codec.read(entry));
    } catch (JournalBroken e) {
      LOG.error("entry {} is not in the histories", entry.sequence(), e);
    }
  }
}

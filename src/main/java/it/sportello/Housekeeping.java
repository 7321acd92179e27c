package it.sportello;

import it.sportello.base.Timer;
import it.sportello.desk.DeskLane;
import it.sportello.journal.Journal;
import it.sportello.store.file.SnapshotFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done every few seconds: snapshots, the queue overview, changed articles.
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration QUEUES_EVERY = Duration.ofSeconds(1);

  /// Whoever corrects an article wants to see it; a look at the folder costs next to nothing.
  private static final Duration ARTICLES_EVERY = Duration.ofSeconds(15);

  private final DeskLane desk;
  private final Journal journal;
  private final SnapshotFile snapshots;
  private final Timer timer;
  private long written;

  /// @param queues sends the queue overview
  /// @param articles looks for changed articles
  Housekeeping(
      DeskLane desk,
      Journal journal,
      SnapshotFile snapshots,
      Duration snapshotEvery,
      Runnable queues,
      Runnable articles,
      Timer timer) {
    this.desk = desk;
    this.journal = journal;
    this.snapshots = snapshots;
    this.timer = timer;
    timer.every(snapshotEvery, this::snapshot);
    timer.every(QUEUES_EVERY, queues);
    timer.every(ARTICLES_EVERY, articles);
  }

  private void snapshot() {
    if (journal.lastSequence() == written) {
      return;
    }
    try {
      var snapshot = desk.snapshot().get(10, TimeUnit.SECONDS);
      snapshots.write(snapshot.sequence(), snapshot.bytes());
      written = snapshot.sequence();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warn("no snapshot this time; a restart will read more of the journal: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}

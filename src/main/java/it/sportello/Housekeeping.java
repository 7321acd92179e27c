package it.sportello;

import it.sportello.desk.DeskLane;
import it.sportello.journal.Journal;
import it.sportello.store.file.SnapshotFile;
import it.sportello.web.live.DeskFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done every few seconds: snapshots, and the queue overview.
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final DeskLane desk;
  private final Journal journal;
  private final SnapshotFile snapshots;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon(true).factory());
  private long written;

  Housekeeping(
      DeskLane desk,
      Journal journal,
      SnapshotFile snapshots,
      DeskFeed feed,
      Duration snapshotEvery) {
    this.desk = desk;
    this.journal = journal;
    this.snapshots = snapshots;
    long everyMs = snapshotEvery.toMillis();
    var _ = timer.scheduleWithFixedDelay(this::snapshot, everyMs, everyMs, TimeUnit.MILLISECONDS);
    var _ = timer.scheduleWithFixedDelay(feed::tick, 1, 1, TimeUnit.SECONDS);
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
    } catch (IOException
        | ExecutionException
        | java.util.concurrent.TimeoutException
        | RuntimeException e) {
      LOG.warn("no snapshot this time; a restart will read more of the journal: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

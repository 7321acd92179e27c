package it.sportello.edge;

import it.sportello.desk.Command;
import it.sportello.desk.Reply;
import it.sportello.recording.RecordingVault;
import it.sportello.recording.RecordingVault.Item;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes recordings whose time is over: has it recorded first, then deletes the file. If that
/// fails in between, the next purge does both again.
public final class RecordingPurge implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingPurge.class);

  /// Sends a command to the desk.
  @FunctionalInterface
  public interface Desk {
    /// Waits for room, then returns the answer to come.
    CompletableFuture<Reply> submit(Command command) throws InterruptedException;
  }

  private final RecordingVault vault;
  private final Desk desk;
  private final InstantSource clock;

  public RecordingPurge(RecordingVault vault, Desk desk, InstantSource clock) {
    this.vault = vault;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    try {
      int count = 0;
      for (Item item : vault.list()) {
        if (isOver(item, now) && purge(item)) {
          count++;
        }
      }
      LOG.info("{} recordings deleted, because their time is over", count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.error("recordings could not be purged; the next purge tries again", e);
    }
  }

  private static boolean isOver(Item item, Instant now) {
    Instant end = Instant.ofEpochMilli(item.keptAtMs()).plus(Duration.ofDays(item.keepDays()));
    return !now.isBefore(end);
  }

  private boolean purge(Item item)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Reply reply = desk.submit(new Command.RecordingPurged(item.id())).get(30, TimeUnit.SECONDS);
    if (!(reply instanceof Reply.Done)) {
      return false;
    }
    vault.delete(item.id());
    return true;
  }
}

package it.sportello.edge;

import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sends commands that tell what has happened already, until the desk has recorded or refused them.
///
/// A call that came, a mail that left, a console that went away: nobody can be asked to do it
/// again, so while the journal cannot write, they wait here and come again every second. Such
/// commands may then arrive late or in another order, which the desk takes as normal. May be used
/// from any thread; waits only while the desk's own queue is full.
public final class Insistence implements AutoCloseable {
  private static final long AGAIN_AFTER_MS = 1000;

  private final DeskLane desk;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("insistence").daemon(true).factory());

  public Insistence(DeskLane desk) {
    this.desk = desk;
  }

  /// Sends a command.
  public void tell(Command command) {
    try {
      var _ = desk.submitPatiently(command).thenAccept(reply -> again(command, reply));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void again(Command command, Reply reply) {
    // A bug stays a bug: trying again would only repeat it.
    if (!(reply instanceof Reply.NotNow notNow) || notNow.code().equals("bug")) {
      return;
    }
    try {
      var _ = timer.schedule(() -> tell(command), AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server stops. What was not recorded is found again at the next start: by resync,
      // outbox, cursor.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package it.sportello.edge;

import it.sportello.base.ContactId;
import it.sportello.base.Timer;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Committed;
import it.sportello.mail.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what was prepared and not sent: when its contact is closed, and when nobody touched it
/// for long. Looks through all of it at the start and every hour, so that nothing lives on because
/// the server stopped at the wrong moment.
public final class WorkbenchPurge implements Committed.Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkbenchPurge.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Workbench bench;
  private final Function<ContactId, CompletableFuture<Boolean>> open;
  private final Duration keep;
  private final InstantSource clock;
  private final Timer timer;

  /// @param open whether a contact is open
  /// @param keep how long what nobody touches is kept
  public WorkbenchPurge(
      Workbench bench,
      Function<ContactId, CompletableFuture<Boolean>> open,
      Duration keep,
      InstantSource clock,
      Timer timer) {
    this.bench = bench;
    this.open = open;
    this.keep = keep;
    this.clock = clock;
    this.timer = timer;
  }

  /// Begins to look, once the desk answers.
  public void start() {
    timer.after(Duration.ZERO, this::look);
    timer.every(EVERY, this::look);
  }

  @Override
  public void committed(Committed committed) {
    committed.recorded().stream()
        .filter(r -> r.fact() instanceof ContactEvent.Closed)
        .map(r -> ((ContactEvent.Closed) r.fact()).id())
        .forEach(contact -> timer.after(Duration.ZERO, () -> clear(contact)));
  }

  private void look() {
    try {
      for (ContactId contact : bench.contacts()) {
        if (open.apply(contact).join()) {
          bench.clearUnlessTouched(contact, clock.instant().minus(keep));
        } else {
          bench.clear(contact);
        }
      }
    } catch (IOException | CompletionException e) {
      LOG.warn("what was prepared cannot be looked through this time: {}", e.toString());
    }
  }

  private void clear(ContactId contact) {
    try {
      bench.clear(contact);
    } catch (IOException e) {
      LOG.warn(
          "what was prepared for contact {} cannot be forgotten yet: {}", contact, e.toString());
    }
  }

  @Override
  public void close() {
    timer.close();
  }
}

package it.sportello.edge;

import it.sportello.edge.ScanJob.Place;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.HistoryStore;
import it.sportello.scan.ScannedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// What the history knows of attachments and their verdicts, once it has everything that is
/// durable.
public final class UnscannedFiles {
  private final HistoryStore history;
  private final BooleanSupplier isCurrent;
  private final Duration lookBack;
  private final InstantSource clock;

  /// @param isCurrent waits until the history has everything that is durable; false if that takes
  ///   too long
  /// @param lookBack how old a message may be
  public UnscannedFiles(
      HistoryStore history, BooleanSupplier isCurrent, Duration lookBack, InstantSource clock) {
    this.history = history;
    this.isCurrent = isCurrent;
    this.lookBack = lookBack;
    this.clock = clock;
  }

  /// Passes every message with attachments that were not scanned, until there is no room.
  ///
  /// @param room takes a message, or says that there is no room for it
  /// @return whether these were all
  boolean each(Predicate<ScanJob> room) {
    if (!isCurrent.getAsBoolean()) {
      return false;
    }
    Instant from = clock.instant().minus(lookBack);
    boolean[] all = {true};
    history.unscannedSince(
        from,
        h -> {
          for (Message m : h.messages()) {
            if (m.isUnscanned() && !m.at().isBefore(from)) {
              all[0] = all[0] && room.test(ScanJob.of(h.id(), m));
            }
          }
          return all[0];
        });
    return all[0];
  }

  /// What was said so far of a message's attachments.
  List<ScannedFile> said(Place place) {
    var _ = isCurrent.getAsBoolean();
    return history.contact(place.contact()).stream()
        .flatMap(h -> h.messages().stream())
        .filter(m -> m.n() == place.n())
        .flatMap(m -> m.scans().stream())
        .toList();
  }
}

package it.sportello.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.MailEvent;
import it.sportello.desk.MailEvent.Stage;
import it.sportello.desk.Overview.Overdue;
import it.sportello.journal.Fact;
import it.sportello.observe.Meters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Shows Prometheus how many certified messages of ours miss a receipt now; unlike a counter it
/// falls again when the receipt comes or somebody decides.
///
/// Hears of commits on the desk lane; a scrape reads from its own thread.
public final class ReceiptMeters implements Watcher {
  private final Supplier<CompletableFuture<List<Overdue>>> overdue;
  private final Map<Stage, AtomicInteger> shown = new EnumMap<>(Stage.class);

  /// @param overdue asks the desk, and returns at once
  public ReceiptMeters(MeterRegistry registry, Supplier<CompletableFuture<List<Overdue>>> overdue) {
    this.overdue = overdue;
    for (Stage stage : Stage.values()) {
      var number = new AtomicInteger();
      shown.put(stage, number);
      Gauge.builder(Meters.PEC_RECEIPTS_OVERDUE, number, AtomicInteger::get)
          .tag("stage", stage.code())
          .strongReference(true)
          .register(registry);
    }
  }

  /// Takes over what was missing before the first commit.
  public void start(List<Overdue> missing) {
    shown.forEach(
        (stage, number) ->
            number.set((int) missing.stream().filter(o -> o.stage() == stage).count()));
  }

  @Override
  public void committed(Committed committed) {
    if (committed.recorded().stream().anyMatch(r -> mayChange(r.fact()))) {
      var _ = overdue.get().thenAccept(this::start);
    }
  }

  private static boolean mayChange(Fact fact) {
    return fact instanceof MailEvent.ReceiptMissing
        || fact instanceof MailEvent.NoLongerAwaited
        || fact instanceof MailEvent.Certified
        || fact instanceof MailEvent.Failed;
  }
}

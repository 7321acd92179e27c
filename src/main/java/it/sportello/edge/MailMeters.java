package it.sportello.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.desk.Acknowledgement.Why;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.desk.MailEvent;
import it.sportello.journal.Fact;
import it.sportello.observe.Meters;
import java.util.Collection;
import java.util.function.LongSupplier;

/// Counts what became of messages, for Prometheus.
public final class MailMeters implements Watcher {
  private final MeterRegistry registry;

  /// @param mailboxes every mailbox, so that each series starts at zero
  /// @param failed how many messages could not be read, and were not read since
  public MailMeters(MeterRegistry registry, Collection<String> mailboxes, LongSupplier failed) {
    this.registry = registry;
    for (String mailbox : mailboxes) {
      for (MailEvent.Fate fate : MailEvent.Fate.values()) {
        registry.counter(Meters.MAIL_FATES, "mailbox", mailbox, "fate", fate.code());
      }
    }
    for (String mailbox : mailboxes) {
      acknowledged(mailbox, "sent");
      for (Why why : Why.values()) {
        acknowledged(mailbox, why.code());
      }
    }
    registry.counter(Meters.MAIL_BOUNCES, "kind", "hard");
    registry.counter(Meters.MAIL_BOUNCES, "kind", "soft");
    for (MailEvent.Stage stage : MailEvent.Stage.values()) {
      registry.counter(Meters.PEC_RECEIPTS_MISSING, "stage", stage.code());
    }
    Gauge.builder(Meters.MAIL_UNREADABLE, failed, LongSupplier::getAsLong).register(registry);
  }

  @Override
  public void committed(Committed committed) {
    committed.recorded().forEach(recorded -> count(recorded.fact()));
  }

  private Counter acknowledged(String mailbox, String result) {
    return registry.counter(Meters.MAIL_ACKNOWLEDGEMENTS, "mailbox", mailbox, "result", result);
  }

  private void count(Fact fact) {
    switch (fact) {
      case MailEvent.Taken e ->
          registry
              .counter(Meters.MAIL_FATES, "mailbox", e.key().mailbox(), "fate", e.fate().code())
              .increment();
      case MailEvent.Bounced e ->
          registry
              .counter(Meters.MAIL_BOUNCES, "kind", e.permanent() ? "hard" : "soft")
              .increment();
      case MailEvent.AutoAnswered e -> acknowledged(e.mailbox(), "sent").increment();
      case MailEvent.NotAcknowledged e -> acknowledged(e.mailbox(), e.why().code()).increment();
      case MailEvent.ReceiptMissing e ->
          registry.counter(Meters.PEC_RECEIPTS_MISSING, "stage", e.stage().code()).increment();
      default -> {}
    }
  }
}

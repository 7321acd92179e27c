package it.sportello.desk;

import it.sportello.base.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The certified messages of ours about which something is still to be said. Part of the live
/// state.
final class OpenDispatches {
  private final Table<Dispatch.Key, Dispatch> table;

  /// How many of a contact there are; none is no entry.
  private final Map<ContactId, Integer> counts = new HashMap<>();

  OpenDispatches(Undo undo, Deadlines deadlines) {
    table = new Table<>(undo);
    table.index(
        (before, after) -> {
          before.ifPresent(d -> deadlines.set(d.key(), Optional.empty()));
          after.ifPresent(d -> deadlines.set(d.key(), d.nextDeadline()));
          before.ifPresent(d -> counts.merge(d.key().contact(), -1, OpenDispatches::sum));
          after.ifPresent(d -> counts.merge(d.key().contact(), 1, OpenDispatches::sum));
        });
  }

  private static @Nullable Integer sum(Integer before, Integer change) {
    int sum = before + change;
    return sum == 0 ? null : Integer.valueOf(sum);
  }

  Optional<Dispatch> get(Dispatch.Key key) {
    return table.get(key);
  }

  Collection<Dispatch> all() {
    return table.all();
  }

  /// Whether receipts about messages of a contact are still to come.
  boolean areAwaitedBy(ContactId contact) {
    return counts.containsKey(contact);
  }

  void begin(MailEvent.Awaited e) {
    table.put(new Dispatch.Key(e.contact(), e.n()), Dispatch.begin(e));
  }

  void said(MailEvent.Certified e) {
    change(new Dispatch.Key(e.contact(), e.n()), d -> d.with(e.evidence()));
  }

  /// After the second reminder nobody waits any more; a receipt that comes all the same is kept.
  void missing(MailEvent.ReceiptMissing e) {
    var key = new Dispatch.Key(e.contact(), e.n());
    switch (e.stage()) {
      case ACCEPTANCE -> change(key, Dispatch::withReminder);
      case DELIVERY -> table.remove(key);
    }
  }

  void failed(MailEvent.Failed e) {
    table.remove(new Dispatch.Key(e.contact(), e.n()));
  }

  private void change(Dispatch.Key key, UnaryOperator<Dispatch> change) {
    Optional<Dispatch> after = table.get(key).map(change);
    if (after.isPresent() && after.get().isSettled()) {
      table.remove(key);
    } else {
      after.ifPresent(d -> table.put(key, d));
    }
  }
}

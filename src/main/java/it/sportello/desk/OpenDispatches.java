package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.mail.Evidence;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The certified messages of ours about which something is still to be said. Part of the live
/// state.
final class OpenDispatches {
  /// Most that are kept after their last term: far more than an office has in a bad year.
  private static final int MAX_OVERDUE = 1_000;

  private static final Comparator<Dispatch> OLDEST_FIRST =
      Comparator.comparing(Dispatch::deliveryBy)
          .thenComparing(d -> d.key().contact())
          .thenComparingInt(d -> d.key().n());

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
    if (e.kind() == Evidence.Kind.NOT_INTERPRETED) {
      return; // it says nothing that we understand
    }
    change(new Dispatch.Key(e.contact(), e.n()), d -> d.with(e.evidence()));
  }

  /// It stays overdue until its receipts come or somebody decides; of very many the longest overdue
  /// are forgotten.
  void missing(MailEvent.ReceiptMissing e) {
    change(new Dispatch.Key(e.contact(), e.n()), d -> d.without(e.stage()));
    List<Dispatch> given = table.all().stream().filter(d -> d.nextDeadline().isEmpty()).toList();
    if (given.size() > MAX_OVERDUE) {
      given.stream().min(OLDEST_FIRST).ifPresent(d -> table.remove(d.key()));
    }
  }

  /// Nobody waits for it any more.
  void noLongerAwaited(MailEvent.NoLongerAwaited e) {
    table.remove(new Dispatch.Key(e.contact(), e.n()));
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

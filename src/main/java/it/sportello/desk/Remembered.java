package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The sequences of the entries that still matter for the live state.
///
/// A snapshot is this list, not a copy of the state: restarting folds the named entries and then
/// the journal's tail, with the same code as always (`docs/adr/0002-snapshots-name-entries.md`).
/// Used on the desk lane only.
final class Remembered {
  private static final String CONTACT = "contact/";

  private final Map<String, List<Long>> bySubject = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();

  /// Contacts that are closed, and whose entries still matter.
  private final Set<ContactId> closed = new HashSet<>();

  void add(Entry entry, Fact fact) {
    add(entry.sequence(), entry.subject(), entry.type(), fact);
  }

  private void add(long sequence, String subject, String type, Fact fact) {
    if (fact.superseded()) {
      last.put(subject + " " + type, sequence);
    } else {
      bySubject.computeIfAbsent(subject, _ -> new ArrayList<>(8)).add(sequence);
    }
  }

  /// Drops what a mailbox sent by itself so long ago that it counts no more: the state holds the
  /// last ones.
  void forgetAllBut(AutoAnswers kept) {
    List<Long> all = bySubject.get(MailEvent.AutoAnswered.SUBJECT + kept.mailbox());
    if (all != null && all.size() > kept.sent().size()) {
      all.subList(0, all.size() - kept.sent().size()).clear();
    }
  }

  /// Drops the entries of those of these contacts that are neither open nor have messages that must
  /// leave, receipts that must come, or a caller who still hears the last message.
  void forgetFinished(DeskState state, Iterable<ContactId> touched) {
    for (ContactId id : touched) {
      boolean isOpen = state.contacts.get(id).isPresent();
      if (!isOpen && isBusy(state, id)) {
        closed.add(id);
      } else {
        closed.remove(id);
        if (!isOpen) {
          bySubject.remove(CONTACT + id);
        }
      }
    }
  }

  private static boolean isBusy(DeskState state, ContactId id) {
    return state.outbox.all().stream().anyMatch(m -> m.contact().equals(id))
        || state.callers.all().stream().anyMatch(c -> c.contact().equals(id))
        || state.dispatches.areAwaitedBy(id)
        || state.media.needs(id);
  }

  /// The same for all contacts: what was said of one may have ended the need of another, as when a
  /// caller comes back. Looks at every message and every caller once.
  void forgetFinished(DeskState state) {
    var busy = new HashSet<ContactId>();
    state.outbox.all().forEach(m -> busy.add(m.contact()));
    state.callers.all().forEach(c -> busy.add(c.contact()));
    forgetFinished(
        state,
        closed.stream()
            .filter(id -> !busy.contains(id))
            .filter(id -> !state.dispatches.areAwaitedBy(id))
            .toList());
  }

  /// Writes all sequences, ascending, 8 bytes each.
  byte[] toBytes() {
    long[] all = sequences();
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Long.BYTES);
    bytes.asLongBuffer().put(all);
    return bytes.array();
  }

  private long[] sequences() {
    int size = last.size();
    for (List<Long> some : bySubject.values()) {
      size += some.size();
    }
    var all = new long[size];
    int n = 0;
    for (long sequence : last.values()) {
      all[n++] = sequence;
    }
    for (List<Long> some : bySubject.values()) {
      for (long sequence : some) {
        all[n++] = sequence;
      }
    }
    Arrays.sort(all);
    return all;
  }

  /// Reads what [#toBytes] wrote.
  static long[] fromBytes(byte[] bytes) {
    var all = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(all);
    return all;
  }
}

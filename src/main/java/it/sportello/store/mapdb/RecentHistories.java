package it.sportello.store.mapdb;

import it.sportello.base.ContactId;
import it.sportello.history.ContactHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The histories written last, not yet in the file: a contact gets most of its entries within
/// minutes, and only the last version is worth a write.
///
/// Bounded by number and by size. Read by any thread, changed by one at a time.
final class RecentHistories {
  private static final int MAX_CONTACTS = 4_000;
  private static final long MAX_SIGNS = 32L << 20;

  private final Map<ContactId, ContactHistory> histories = new ConcurrentHashMap<>();
  private final LinkedHashMap<ContactId, Long> signs = new LinkedHashMap<>();
  private long allSigns;

  Optional<ContactHistory> get(ContactId id) {
    return Optional.ofNullable(histories.get(id));
  }

  void put(ContactHistory history) {
    forgetSigns(history.id());
    long own = signs(history);
    signs.putLast(history.id(), own);
    allSigns += own;
    histories.put(history.id(), history);
  }

  /// The one that was written longest ago, if there are more than may stay.
  Optional<ContactHistory> surplus() {
    return signs.size() > MAX_CONTACTS || allSigns > MAX_SIGNS ? oldest() : Optional.empty();
  }

  /// The one that was written longest ago.
  Optional<ContactHistory> oldest() {
    return signs.isEmpty() ? Optional.empty() : get(signs.firstEntry().getKey());
  }

  /// Called after it was written to the file, never before: readers look here first.
  void forget(ContactId id) {
    forgetSigns(id);
    histories.remove(id);
  }

  void clear() {
    signs.clear();
    allSigns = 0;
    histories.clear();
  }

  private void forgetSigns(ContactId id) {
    Long own = signs.remove(id);
    allSigns -= own == null ? 0 : own;
  }

  /// About how long it is as JSON.
  private static long signs(ContactHistory h) {
    long all = 600 + 150L * h.lines().size() + 300L * h.legs().size();
    for (var message : h.messages()) {
      all += 400 + message.text().length() + 120L * message.attachments().size();
    }
    for (var note : h.notes()) {
      all += 100 + note.text().length();
    }
    for (var question : h.questions()) {
      all += 300 + question.question().length() + question.opinion().length();
    }
    return all;
  }
}

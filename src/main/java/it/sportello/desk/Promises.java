package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Callback;
import it.sportello.contact.Contact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who was promised a call back, by queue and number: an index.
final class Promises {
  private record Key(QueueId queue, String number) {
    static Optional<Key> of(Contact contact) {
      return contact.callback().map(Callback::number).map(n -> new Key(contact.queue(), n));
    }
  }

  private final Map<Key, SortedSet<ContactId>> promised = new HashMap<>();

  void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    before.ifPresent(c -> Key.of(c).ifPresent(key -> forget(key, c.id())));
    after.ifPresent(
        c ->
            Key.of(c)
                .ifPresent(key -> promised.computeIfAbsent(key, _ -> new TreeSet<>()).add(c.id())));
  }

  private void forget(Key key, ContactId id) {
    SortedSet<ContactId> all = promised.get(key);
    if (all != null && all.remove(id) && all.isEmpty()) {
      promised.remove(key);
    }
  }

  /// The contacts of this queue that wait for a call back to this number; more than one only if
  /// somebody moved them together.
  SortedSet<ContactId> of(QueueId queue, String number) {
    return new TreeSet<>(promised.getOrDefault(new Key(queue, number), new TreeSet<>()));
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;

/// What each operator has in hands: an index, so that nobody looks at all contacts for it.
final class Hands {
  private final Map<OperatorId, SortedSet<ContactId>> hands = new HashMap<>();
  private final SequencedSet<OperatorId> changed = new LinkedHashSet<>();

  void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    before.ifPresent(c -> c.owner().ifPresent(o -> drop(o, c.id())));
    after.ifPresent(
        c ->
            c.owner()
                .ifPresent(
                    o -> {
                      hands.computeIfAbsent(o, _ -> new TreeSet<>()).add(c.id());
                      changed.add(o);
                    }));
  }

  private void drop(OperatorId operator, ContactId contact) {
    SortedSet<ContactId> all = hands.get(operator);
    if (all != null && all.remove(contact) && all.isEmpty()) {
      hands.remove(operator);
    }
    changed.add(operator);
  }

  /// What this operator is asked about or has taken, in the order of the ids.
  List<ContactId> of(OperatorId operator) {
    return List.copyOf(hands.getOrDefault(operator, new TreeSet<>()));
  }

  /// Returns whose hands changed since the last call, each once.
  List<OperatorId> takeChanged() {
    List<OperatorId> all = List.copyOf(changed);
    changed.clear();
    return all;
  }

  /// Forgets what changed: it was taken back.
  void forgetChanges() {
    changed.clear();
  }
}

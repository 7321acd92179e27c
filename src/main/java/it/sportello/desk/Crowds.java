package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Those who wait in person, also for a call back that may be made now, by queue: with much written
/// work in the queues, looking for them among all open contacts would take longer than any
/// decision.
final class Crowds {
  private final Map<QueueId, Map<ContactId, Contact>> waiting = new HashMap<>();

  void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    before
        .filter(Crowds::waitsInPerson)
        .ifPresent(c -> waiting.getOrDefault(c.queue(), new HashMap<>()).remove(c.id()));
    after
        .filter(Crowds::waitsInPerson)
        .ifPresent(c -> waiting.computeIfAbsent(c.queue(), _ -> new HashMap<>()).put(c.id(), c));
  }

  private static boolean waitsInPerson(Contact contact) {
    return contact.isLive()
        && !contact.isResting()
        && contact.state() instanceof ContactState.Waiting;
  }

  /// In no particular order.
  Collection<Contact> in(QueueId queue) {
    Map<ContactId, Contact> crowd = waiting.get(queue);
    return crowd == null ? List.of() : crowd.values();
  }
}

package it.sportello.routing;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Waiting;
import java.time.Instant;
import java.util.Comparator;

/// A waiting contact's place in the one order over all channels.
///
/// @param urgentFrom its deadline, moved forward by its priority: the least slack comes first
record Place(Contact contact, Waiting waiting, Instant urgentFrom) {
  /// Oldest first.
  static final Comparator<Place> AGE = Comparator.comparing(Place::since).thenComparing(Place::id);

  static Place of(Contact contact, Waiting waiting) {
    Instant urgentFrom =
        waiting.deadline().minus(Matcher.PRIORITY_STEP.multipliedBy(contact.priority()));
    return new Place(contact, waiting, urgentFrom);
  }

  ContactId id() {
    return contact.id();
  }

  Instant since() {
    return waiting.since();
  }

  /// Whether this operator may never be asked, or gave it back and may not be asked again yet.
  boolean isClosedTo(OperatorId operator, Instant now) {
    Instant until = waiting.passed().get(operator);
    return (until != null && now.isBefore(until)) || contact.needs().excluded().contains(operator);
  }
}

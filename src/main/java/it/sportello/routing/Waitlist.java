package it.sportello.routing;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everybody who waits, each in one place: in the line of what they demand, among those who are
/// kept for one operator, or among those at rest, who may not be offered now. Used on the desk lane
/// only.
final class Waitlist {
  private final Comparator<Place> byOrder;
  private final Lines lines;
  private final Map<ContactId, Place> places = new HashMap<>();
  private final Map<OperatorId, SortedSet<Place>> preferred = new HashMap<>();
  private final SortedSet<Place> resting;

  Waitlist(Comparator<Place> byOrder, Lines lines) {
    this.byOrder = byOrder;
    this.lines = lines;
    resting = new TreeSet<>(byOrder);
  }

  /// Takes in a contact, if it waits.
  ///
  /// @return its place, if it may be offered
  Optional<Place> add(Contact contact) {
    if (!(contact.state() instanceof Waiting waiting)) {
      return Optional.empty();
    }
    Place place = Place.of(contact, waiting);
    places.put(contact.id(), place);
    if (contact.isResting()) {
      resting.add(place);
      return Optional.empty();
    }
    if (waiting.preference().isPresent()) {
      preferred
          .computeIfAbsent(waiting.preference().get().operator(), _ -> new TreeSet<>(byOrder))
          .add(place);
    } else {
      lines.of(contact).add(place);
    }
    return Optional.of(place);
  }

  /// Forgets a contact, if it waited.
  ///
  /// @return its place, if it might have been offered
  Optional<Place> remove(Contact contact) {
    Place place = places.remove(contact.id());
    if (place == null || resting.remove(place)) {
      return Optional.empty();
    }
    Optional<SortedSet<Place>> own =
        place.waiting().preference().map(p -> preferred.get(p.operator()));
    if (own.isPresent()) {
      own.get().remove(place);
    } else {
      lines.of(contact).remove(place);
    }
    return Optional.of(place);
  }

  Optional<Place> of(ContactId contact) {
    return Optional.ofNullable(places.get(contact));
  }

  /// All who may be offered, in no order.
  List<Place> offerable() {
    return places.values().stream().filter(p -> !p.contact().isResting()).toList();
  }

  /// Those who are kept for one operator, or were until their time was over.
  SortedSet<Place> keptFor(OperatorId operator) {
    SortedSet<Place> own = preferred.get(operator);
    return own == null ? Collections.emptySortedSet() : own;
  }

  /// The first who wait, in the order in which they are taken but for those who have waited too
  /// long.
  ///
  /// @param most how many at most
  List<Contact> first(int most) {
    var sources = new ArrayList<SortedSet<Place>>(preferred.values());
    sources.add(resting);
    lines.all().forEach(line -> sources.add(line.byUrgency()));
    return Merged.first(sources, byOrder, most).stream().map(Place::contact).toList();
  }
}

package it.sportello.web.live;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.web.api.Cards;
import it.sportello.web.api.Shapes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Those who see a contact that is in somebody else's hands: who is asked about it, and who still
/// writes about it. Used on the feed's lane only.
final class Guests {
  private final Board board;
  private final Cards cards;
  private final Frames frames;
  private final Map<ContactId, Set<OperatorId>> guests = new HashMap<>();

  Guests(Board board, Cards cards, Frames frames) {
    this.board = board;
    this.cards = cards;
    this.frames = frames;
  }

  /// Takes in what there was at the start; nobody is told.
  void start(Collection<Contact> open) {
    open.forEach(c -> keep(c.id(), board.guests(c.id())));
  }

  /// Tells them of a change.
  ///
  /// @return whom it concerns
  Set<OperatorId> tell(ContactId id, Optional<Contact> contact) {
    Set<OperatorId> now = contact.isPresent() ? board.guests(id) : Set.of();
    Set<OperatorId> before = guests.getOrDefault(id, Set.of());
    Optional<OperatorId> owner = contact.flatMap(Contact::owner);
    for (OperatorId guest : before) {
      if (!now.contains(guest) && owner.filter(guest::equals).isEmpty()) {
        frames.gone(guest, id);
      }
    }
    now.forEach(guest -> frames.contact(guest, card(guest, contact.orElseThrow())));
    var concerned = new HashSet<>(before);
    concerned.addAll(now);
    keep(id, now);
    return concerned;
  }

  private void keep(ContactId id, Set<OperatorId> now) {
    if (now.isEmpty()) {
      guests.remove(id);
    } else {
      guests.put(id, now);
    }
  }

  /// What a guest sees of all contacts.
  Stream<Shapes.Card> cards(OperatorId guest) {
    return guests.entrySet().stream()
        .filter(e -> e.getValue().contains(guest))
        .flatMap(e -> board.contact(e.getKey()).stream())
        .map(contact -> card(guest, contact));
  }

  private Shapes.Card card(OperatorId guest, Contact contact) {
    return board.partings(guest).stream()
        .filter(p -> p.contact().equals(contact.id()))
        .findFirst()
        .map(p -> cards.parting(contact, p))
        .orElseGet(() -> cards.card(contact, board.consult(contact.id())));
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.routing.Matcher;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// The calls in which somebody is asked, or was, and what operators still write about callers they
/// gave to colleagues. Whoever is kept by one of these is busy for the matcher.
final class Rooms {
  final Table<CallId, Consult> consults;
  final Table<OperatorId, Parting> partings;
  private final Supplier<Matcher> matcher;

  /// @param matcher the one in force, which changes with the rules
  Rooms(Undo undo, Deadlines deadlines, Supplier<Matcher> matcher) {
    this.matcher = matcher;
    consults = new Table<>(undo);
    partings = new Table<>(undo);
    consults.index(
        (before, after) -> {
          before.ifPresent(c -> engage(c, -1));
          after.ifPresent(c -> engage(c, 1));
        });
    partings.index(
        (before, after) -> {
          before.ifPresent(p -> engage(p, -1));
          after.ifPresent(p -> engage(p, 1));
          before.ifPresent(p -> deadlines.set(p.end(), Optional.empty()));
          after.ifPresent(p -> deadlines.set(p.end(), Optional.of(p.until())));
        });
  }

  private void engage(Consult consult, int by) {
    consult
        .asked()
        .flatMap(Consult.Asked::colleague)
        .ifPresent(colleague -> matcher.get().engaged(colleague, by));
  }

  private void engage(Parting parting, int by) {
    matcher.get().engaged(parting.operator(), by);
  }

  /// Tells a new matcher who is kept.
  void engageAll() {
    consults.all().forEach(c -> engage(c, 1));
    partings.all().forEach(p -> engage(p, 1));
  }

  /// Whether an operator is kept by a call that is no contact in their hands.
  boolean isEngaged(OperatorId id) {
    return partings.get(id).isPresent()
        || consults.all().stream()
            .flatMap(c -> c.asked().stream())
            .anyMatch(a -> a.colleague().filter(id::equals).isPresent());
  }

  /// The consult of a contact's call.
  Optional<Consult> of(Contact contact) {
    return contact.call().flatMap(consults::get);
  }

  /// Takes in how a contact is after an event: there is a room while caller and operator talk, or
  /// the caller holds.
  void contactIs(Contact contact) {
    boolean talk =
        contact.state() instanceof ContactState.Handling
            || contact.state() instanceof ContactState.OnHold;
    if (!talk) {
      of(contact).ifPresent(c -> consults.remove(c.call()));
    }
  }

  /// A contact is closed: what there was to write could only be written to it.
  void closed(ContactId id) {
    partings.all().stream()
        .filter(p -> p.contact().equals(id))
        .map(Parting::operator)
        .toList()
        .forEach(partings::remove);
  }

  /// Takes in one fact.
  void apply(ConsultEvent event, Instant at) {
    Optional<CallId> call =
        switch (event) {
          case ConsultEvent.Asked e -> Optional.of(e.call());
          case ConsultEvent.Joined e -> Optional.of(e.call());
          case ConsultEvent.Shifted e -> Optional.of(e.call());
          case ConsultEvent.Ended e -> Optional.of(e.call());
          case ConsultEvent.Completed e -> {
            e.to()
                .ifPresent(
                    _ -> partings.put(e.by(), new Parting(e.by(), e.id(), at, e.wrapUpUntil())));
            yield Optional.of(e.call());
          }
          case ConsultEvent.WrappedUp e -> {
            partings.remove(e.operator());
            yield Optional.empty();
          }
        };
    call.ifPresent(
        c ->
            Consult.after(consults.get(c), event, at)
                .ifPresentOrElse(x -> consults.put(c, x), () -> consults.remove(c)));
  }
}

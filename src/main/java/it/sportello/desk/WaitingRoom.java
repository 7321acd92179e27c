package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import it.sportello.contact.Outcome;
import it.sportello.desk.ReceptionRules.Announcing;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Overflow;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What callers hear while they wait in a queue, and what happens when it takes too long.
final class WaitingRoom {
  /// Numbers up to here are recorded.
  private static final int HIGHEST_NUMBER = 20;

  private WaitingRoom() {}

  /// A caller has just entered a queue.
  static void entered(Contact contact, CallId call, String language, Turn turn) {
    Manners manners = turn.rules.reception().queue(contact.queue());
    if (manners.announcing().isEmpty() && manners.overflow().isEmpty()) {
      return;
    }
    int position = position(contact, turn);
    turn.happened(
        new CallerEvent.Waits(
            contact.id(),
            call,
            language,
            position,
            manners.announcing().map(a -> turn.now.plus(a.first())),
            manners.overflow().flatMap(Overflow::after).map(turn.now::plus)));
    Optional<Integer> room = manners.overflow().flatMap(Overflow::length);
    if (room.filter(length -> position > length).isPresent()) {
      overflow(contact, manners.overflow().orElseThrow(), language, turn);
    }
  }

  /// The place among the callers who wait in the same queue, from 1: who asked earlier is before.
  static int position(Contact contact, Turn turn) {
    Instant since = since(contact).orElse(turn.now);
    return 1
        + (int)
            turn.state.crowds.in(contact.queue()).stream()
                .filter(c -> !c.id().equals(contact.id()))
                .filter(c -> since(c).filter(s -> isBefore(c, s, contact, since)).isPresent())
                .count();
  }

  private static boolean isBefore(Contact a, Instant sinceA, Contact b, Instant sinceB) {
    int order = sinceA.compareTo(sinceB);
    return order < 0 || (order == 0 && a.arrivedAt().isBefore(b.arrivedAt()));
  }

  private static Optional<Instant> since(Contact contact) {
    return contact.state() instanceof ContactState.Waiting waiting
        ? Optional.of(waiting.since())
        : Optional.empty();
  }

  /// An announcement is due, or the wait is over.
  static void due(Caller caller, Caller.InQueue stage, Turn turn) {
    Contact contact = turn.state.contacts.get(caller.contact()).orElseThrow();
    Manners manners = turn.rules.reception().queue(contact.queue());
    Optional<Overflow> overflow = manners.overflow().filter(_ -> isDue(stage.overflowAt(), turn));
    if (overflow.isPresent()) {
      overflow(contact, overflow.get(), caller.language(), turn);
    } else if (isDue(stage.announceAt(), turn) && manners.announcing().isPresent()) {
      announce(contact, caller, manners.announcing().get(), turn);
    } else {
      // moved meanwhile to a queue with other manners
      notAgain(caller, stage, manners, turn);
    }
  }

  private static boolean isDue(Optional<Instant> at, Turn turn) {
    return at.filter(a -> !turn.now.isBefore(a)).isPresent();
  }

  private static void notAgain(Caller caller, Caller.InQueue stage, Manners manners, Turn turn) {
    turn.happened(
        new CallerEvent.Waits(
            caller.contact(),
            caller.call(),
            caller.language(),
            stage.position(),
            stage.announceAt().filter(_ -> manners.announcing().isPresent()),
            stage.overflowAt().filter(turn.now::isBefore)));
  }

  private static void announce(Contact contact, Caller caller, Announcing rules, Turn turn) {
    int position = position(contact, turn);
    int minutes =
        turn.state.paces.get(contact.queue()).flatMap(p -> p.minutesAt(position)).orElse(0);
    turn.happened(
        new CallerEvent.Announced(
            contact.id(), caller.call(), position, minutes, turn.now.plus(rules.every())));
    turn.act(
        new Effect.Say(
            caller.call(),
            new Speech(caller.language(), words(contact, position, minutes, turn)),
            "position"));
  }

  private static List<String> words(Contact contact, int position, int minutes, Turn turn) {
    var all = new ArrayList<String>(words(position, minutes));
    all.addAll(Callbacks.words(contact, turn));
    return all;
  }

  private static List<String> words(int position, int minutes) {
    var words = new ArrayList<String>();
    if (position == 1) {
      words.add("position-first");
    } else if (position > HIGHEST_NUMBER) {
      words.add("position-many");
    } else {
      words.addAll(List.of("position", "n-" + position));
    }
    if (minutes == 1) {
      words.add("wait-minute");
    } else if (minutes > HIGHEST_NUMBER) {
      words.add("wait-long");
    } else if (minutes > 1) {
      words.addAll(List.of("wait-about", "n-" + minutes, "minutes"));
    }
    return words;
  }

  private static void overflow(Contact contact, Overflow rules, String language, Turn turn) {
    CallId call = contact.call().orElseThrow();
    Optional<QueueId> to = rules.to().filter(queue -> isOpen(queue, turn));
    if (to.isPresent()) {
      turn.tell(
          Optional.of(contact),
          new ContactCommand.Overflow(
              to.get(), Queueing.priority(contact, turn.rules.queue(to.get()))));
      moved(turn.state.contacts.get(contact.id()).orElseThrow(), call, language, turn);
    } else if (rules.prompt().isPresent()) {
      Reception.dismiss(contact, call, Outcome.RELEASED, rules.prompt().get(), language, turn);
    } else {
      stays(call, turn.rules.reception().queue(contact.queue()), turn);
    }
  }

  private static void stays(CallId call, Manners manners, Turn turn) {
    Optional<Caller> caller = turn.state.callers.get(call);
    if (caller.isPresent() && caller.get().stage() instanceof Caller.InQueue stage) {
      notAgain(caller.get(), stage, manners, turn);
    }
  }

  static boolean isOpen(QueueId queue, Turn turn) {
    return turn.rules.reception().queue(queue).closedAt(turn.now).isEmpty();
  }

  /// Nobody overflows twice: two full queues would play ball with the caller.
  private static void moved(Contact contact, CallId call, String language, Turn turn) {
    Optional<Announcing> announcing = turn.rules.reception().queue(contact.queue()).announcing();
    turn.happened(
        new CallerEvent.Waits(
            contact.id(),
            call,
            language,
            position(contact, turn),
            announcing.map(a -> turn.now.plus(a.first())),
            Optional.empty()));
  }

  /// A caller goes on waiting in another queue because somebody or something moved the contact.
  static void movedElsewhere(ContactId id, Turn turn) {
    Optional<Contact> contact = turn.state.contacts.get(id);
    Optional<Caller> caller = contact.flatMap(Contact::call).flatMap(turn.state.callers::get);
    if (caller.isPresent() && caller.get().stage() instanceof Caller.InQueue) {
      moved(contact.orElseThrow(), caller.get().call(), caller.get().language(), turn);
    }
  }

  /// A caller was answered after a wait in `place`.
  static void measure(
      Contact contact, Caller.InQueue stage, ContactState.Waiting place, Turn turn) {
    long waited = Duration.between(place.since(), turn.now).toSeconds();
    Pace before =
        turn.state.paces.get(contact.queue()).orElseGet(() -> new Pace(contact.queue(), List.of()));
    turn.happened(before.after((int) (waited / stage.position())));
  }
}

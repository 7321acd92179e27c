package it.sportello.desk;

import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.routing.Queue;
import it.sportello.routing.Relaxation;
import it.sportello.routing.Upkeep.Unstaffed;
import it.sportello.routing.Upkeep.Untouched;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a queue does by itself with contacts that lie: it asks for less, sends them on when nobody
/// is there, takes them back from who does nothing about them.
///
/// When that is due follows from the contact and from the rules in force, so that changed rules
/// count at once.
final class Steps {
  private Steps() {}

  /// When the next thing happens to a contact by itself, for whatever reason.
  static Optional<Instant> next(Contact contact, DeskState state) {
    return Stream.of(
            contact.state().nextDeadline(),
            Callbacks.dueAt(contact),
            relaxAt(contact, state.rules()),
            leaveAt(contact, state),
            takeBackAt(contact, state.rules()))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /// Does the first of these things that is due.
  static void due(Contact contact, Turn turn) {
    if (isDue(Callbacks.dueAt(contact), turn)) {
      Callbacks.due(contact, turn);
    } else if (isDue(relaxAt(contact, turn.rules), turn)) {
      relax(contact, turn);
    } else if (isDue(leaveAt(contact, turn.state), turn)) {
      leave(contact, turn);
    } else if (isDue(takeBackAt(contact, turn.rules), turn)) {
      takeBack(contact, turn);
    }
  }

  private static boolean isDue(Optional<Instant> at, Turn turn) {
    return at.filter(a -> !turn.now.isBefore(a)).isPresent();
  }

  private static Optional<Instant> relaxAt(Contact contact, DeskRules rules) {
    if (contact.state() instanceof Waiting place) {
      List<Relaxation> steps = rules.queue(contact.queue()).upkeep().relax();
      if (place.step() < steps.size()) {
        return Optional.of(place.since().plus(steps.get(place.step()).after()));
      }
    }
    return Optional.empty();
  }

  private static void relax(Contact contact, Turn turn) {
    var place = (Waiting) contact.state();
    Relaxation step = turn.rules.queue(contact.queue()).upkeep().relax().get(place.step());
    turn.happened(
        new ContactEvent.Widened(
            contact.id(), place.step() + 1, step.applyTo(turn.state.matcher().skillsFor(contact))));
  }

  private static Optional<Instant> leaveAt(Contact contact, DeskState state) {
    if (contact.state() instanceof Waiting place && !place.overflowed()) {
      Queue queue = state.rules().queue(contact.queue());
      Optional<Unstaffed> rule = queue.upkeep().unstaffed();
      Optional<Instant> empty = rule.flatMap(_ -> state.unstaffedSince(queue.id()));
      return empty.map(
          since ->
              (since.isAfter(place.since()) ? since : place.since())
                  .plus(rule.orElseThrow().after()));
    }
    return Optional.empty();
  }

  private static void leave(Contact contact, Turn turn) {
    QueueId to =
        turn.rules.queue(contact.queue()).upkeep().unstaffed().map(Unstaffed::to).orElseThrow();
    Queue other = turn.rules.queue(to);
    turn.tell(
        Optional.of(contact),
        new ContactCommand.Overflow(other.id(), Queueing.priority(contact, other)));
    WaitingRoom.movedElsewhere(contact.id(), turn);
  }

  private static Optional<Instant> takeBackAt(Contact contact, DeskRules rules) {
    if (contact.state() instanceof Handling work && !contact.isLive()) {
      Queue queue = rules.queue(contact.queue());
      return queue
          .upkeep()
          .untouched()
          .map(rule -> queue.opening().plus(work.touched(), rule.after()));
    }
    return Optional.empty();
  }

  private static void takeBack(Contact contact, Turn turn) {
    var work = (Handling) contact.state();
    Queue queue = turn.rules.queue(contact.queue());
    Untouched rule = queue.upkeep().untouched().orElseThrow();
    turn.tell(
        Optional.of(contact),
        new ContactCommand.GiveBack(
            work.operator(), Because.UNTOUCHED, Queueing.askAgainAt(work.operator(), turn), ""));
    rule.to()
        .filter(turn.rules.operators()::containsKey)
        .ifPresent(
            operator ->
                turn.happened(
                    new ContactEvent.Queued(
                        contact.id(),
                        queue.id(),
                        Queueing.priority(contact, queue),
                        turn.now,
                        Because.MOVED,
                        Optional.of(
                            new Preference(operator, turn.now.plus(turn.rules.preferFor()))))));
  }
}

package it.sportello.routing;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Preference;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.contact.Explanation;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Keeps who waits and who is free in order, and finds the next pair.
///
/// Once [#next] has returned nothing there is no waiting contact and free operator who could take
/// it, so only what changed since has to be looked at: contacts that began to wait, and operators
/// who became free. Used on the desk lane only.
public final class Matcher {
  /// How much slack one step of priority is worth.
  public static final Duration PRIORITY_STEP = Duration.ofMinutes(10);

  private final Comparator<Pick> picks;
  private final String choice;
  private final Map<OperatorId, Seat> seats = new TreeMap<>();
  private final Lines lines;
  private final Staff staff;
  private final Waitlist waiting;
  private final NavigableSet<Place> newPlaces;
  private final SequencedSet<OperatorId> newSeats = new LinkedHashSet<>();
  private final SequencedSet<OperatorId> turnedIdle = new LinkedHashSet<>();

  /// @param fallback the queue whose operators take what waits in a queue that is not configured
  ///   any more
  /// @param rules in which order contacts are taken, and whom they go to
  public Matcher(
      Map<QueueId, Queue> queues,
      QueueId fallback,
      Collection<OperatorProfile> operators,
      RoutingRules rules) {
    Comparator<Place> byOrder = rules.order().places();
    picks = Pick.order(byOrder);
    choice = rules.choice().rule();
    newPlaces = new TreeSet<>(byOrder);
    List<OperatorProfile> byId =
        operators.stream().sorted(Comparator.comparing(OperatorProfile::id)).toList();
    for (OperatorProfile operator : byId) {
      seats.put(operator.id(), new Seat(seats.size(), operator, rules));
    }
    lines = new Lines(queues, fallback, rules.order(), seats.values());
    waiting = new Waitlist(byOrder, lines);
    staff = new Staff(queues.values(), seats.values());
  }

  /// Hears of every change of a contact; empty on either side means it is not there.
  public void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    Optional<Seat> left = before.flatMap(Contact::owner).map(seats::get);
    Optional<Seat> reached = after.flatMap(Contact::owner).map(seats::get);
    before.flatMap(waiting::remove).ifPresent(newPlaces::remove);
    after.flatMap(waiting::add).ifPresent(newPlaces::add);
    left.ifPresent(seat -> seat.count(before.orElseThrow(), -1));
    reached.ifPresent(seat -> seat.count(after.orElseThrow(), 1));
    left.ifPresent(this::turned);
    reached.filter(seat -> !left.equals(reached)).ifPresent(this::turned);
  }

  /// Hears of every change of an operator.
  public void operatorChanged(Operator operator) {
    Seat seat = seats.get(operator.id());
    if (seat != null) {
      seat.operator = operator;
      staff.changed(seat);
      settle(seat);
    }
  }

  /// Hears that an operator is asked by another one, listens to another one's talk, or wraps up
  /// without a contact (1), or not any more (-1).
  public void engaged(OperatorId operator, int by) {
    Seat seat = seats.get(operator);
    if (seat != null) {
      seat.engage(by);
      turned(seat);
    }
  }

  /// Returns the operators whose last work ended since the last call, each once.
  public List<OperatorId> takeTurnedIdle() {
    List<OperatorId> all = List.copyOf(turnedIdle);
    turnedIdle.clear();
    return all;
  }

  /// Looks at every waiting contact again with the next [#next].
  public void lookAtEverybody() {
    turnedIdle.clear();
    staff.lookAgain();
    newPlaces.addAll(waiting.offerable());
  }

  /// Forgets what changed since [#next] last returned nothing: the caller has taken all of it back.
  public void forgetChanges() {
    staff.lookAgain();
    newPlaces.clear();
    newSeats.clear();
    turnedIdle.clear();
  }

  /// Whether an operator who may take what this queue usually gets has a console and is not away.
  public boolean isStaffed(QueueId queue) {
    return staff.isStaffed(queue);
  }

  /// Whether an operator came or went since this was last asked, or something was taken back: only
  /// then may a queue be staffed that was not, or the other way round.
  public boolean takeStaffChanged() {
    return staff.takeChanged();
  }

  /// Returns the next pair; empty when there is none. The caller applies it before asking again.
  ///
  /// The most urgent contact comes first, and gets the operator whom the choice names.
  public Optional<Match> next(Instant now) {
    Optional<Pick> ofPlaces = firstNewPlace(now);
    Optional<Pick> ofSeats = firstOfNewSeats(now);
    if (ofPlaces.isPresent() && ofSeats.isPresent()) {
      boolean seatFirst = picks.compare(ofSeats.get(), ofPlaces.get()) < 0;
      return Optional.of(match(seatFirst ? ofSeats.get() : ofPlaces.get(), now));
    }
    return ofPlaces.or(() -> ofSeats).map(pick -> match(pick, now));
  }

  /// Why nobody is asked about a contact that waits; empty if it does not wait.
  public Optional<Explanation> whyNobody(ContactId contact, Instant now) {
    return waiting
        .of(contact)
        .map(
            place -> {
              boolean anybody = staff.isStaffed(lines.demand(place.contact()).queue());
              String why = Explainer.whyNobody(place.waiting(), anybody, now);
              return Explainer.explain(place, lines.of(place.contact()), why, now);
            });
  }

  /// Says of every operator who serves this contact's queue whether they could take it now. Looks
  /// at everybody: for people who ask, not for decisions.
  public List<Candidate> candidates(Contact contact, Instant now) {
    Demand demand = lines.demand(contact);
    Optional<Place> place = waiting.of(contact.id());
    return seats.values().stream()
        .filter(seat -> seat.profile.queues().contains(demand.queue()))
        .map(
            seat -> {
              OperatorId id = seat.profile.id();
              Optional<String> why =
                  demand
                      .whyNever(seat.profile)
                      .or(() -> place.filter(p -> p.excludes(id)).map(_ -> "excluded"))
                      .or(() -> seat.whyNot(demand))
                      .or(
                          () ->
                              place.filter(p -> p.wasGivenBackBy(id, now)).map(_ -> "gave-it-back"))
                      .or(
                          () ->
                              place
                                  .flatMap(p -> activePreference(p.waiting(), now))
                                  .filter(p -> !p.operator().equals(id))
                                  .map(_ -> "kept-for-operator"));
              return new Candidate(id, why);
            })
        .toList();
  }

  /// The first who wait, in the order in which they are taken but for those who have waited too
  /// long.
  ///
  /// @param most how many at most
  public List<Contact> first(int most) {
    return waiting.first(most);
  }

  /// What a waiting contact demands of its operator now: name to lowest level.
  public Map<String, Integer> skillsFor(Contact contact) {
    return lines.demand(contact).skills();
  }

  /// The most urgent of the contacts that began to wait; those that nobody can take are done with.
  private Optional<Pick> firstNewPlace(Instant now) {
    while (!newPlaces.isEmpty()) {
      Place place = newPlaces.first();
      Optional<Seat> seat = seatFor(place, now);
      if (seat.isPresent()) {
        return Optional.of(Pick.of(place, seat.get(), choice));
      }
      newPlaces.remove(place);
    }
    return Optional.empty();
  }

  /// The most urgent contact for one of the operators who became free; those whom nobody waits for
  /// are done with.
  private Optional<Pick> firstOfNewSeats(Instant now) {
    Optional<Pick> first = Optional.empty();
    for (OperatorId id : List.copyOf(newSeats)) {
      Optional<Pick> pick = Optional.ofNullable(seats.get(id)).flatMap(s -> pickFor(s, now));
      if (pick.isEmpty()) {
        newSeats.remove(id);
      } else if (first.isEmpty() || picks.compare(pick.get(), first.get()) < 0) {
        first = pick;
      }
    }
    return first;
  }

  private Match match(Pick pick, Instant now) {
    Seat seat = seatFor(pick.place(), now).orElse(pick.seat());
    // Written work that has waited too long comes before anything else this operator could take.
    return pickFor(seat, now)
        .filter(own -> picks.compare(own, pick) < 0)
        .map(own -> match(own.place(), seat, own.rule(), now))
        .orElseGet(() -> match(pick.place(), seat, pick.rule(), now));
  }

  private Match match(Place place, Seat chosen, String rule, Instant now) {
    boolean wanted =
        place
            .waiting()
            .preference()
            .filter(p -> p.operator().equals(chosen.profile.id()))
            .isPresent();
    String said = wanted ? "preferred-operator" : rule;
    Explanation why = Explainer.explain(place, lines.of(place.contact()), said, now);
    return new Match(place.id(), chosen.profile.id(), why);
  }

  /// The operator whom a contact should go to: the preferred one while the preference lasts, else
  /// the first by choice.
  private Optional<Seat> seatFor(Place place, Instant now) {
    Line line = lines.of(place.contact());
    Optional<Preference> preference = activePreference(place.waiting(), now);
    if (preference.isPresent()) {
      return Optional.ofNullable(seats.get(preference.get().operator()))
          .filter(seat -> seat.whyNot(line.demand).isEmpty())
          .filter(seat -> !place.isClosedTo(seat.profile.id(), now));
    }
    for (Line.Free free : line.free) {
      if (!place.isClosedTo(free.operator(), now)) {
        return Optional.ofNullable(seats.get(free.operator()));
      }
    }
    return Optional.empty();
  }

  /// The contact that an operator should take: first what a supervisor put to the front, then what
  /// has waited too long, then the most urgent.
  private Optional<Pick> pickFor(Seat seat, Instant now) {
    Optional<Pick> best = firstPreferred(seat, now).map(p -> Pick.of(p, seat, Pick.MOST_URGENT));
    for (Line line : seat.open()) {
      Optional<Pick> pick = pickFrom(line, seat, now);
      if (best.isEmpty() || (pick.isPresent() && picks.compare(pick.get(), best.get()) < 0)) {
        best = pick;
      }
    }
    return best;
  }

  private static Optional<Pick> pickFrom(Line line, Seat seat, Instant now) {
    Optional<Place> urgent = line.firstFor(seat.profile.id(), now);
    if (urgent.filter(Place::isInFront).isPresent()) {
      return urgent.map(p -> Pick.of(p, seat, Pick.MOST_URGENT));
    }
    return line.starvingFor(seat.profile.id(), now)
        .map(p -> Pick.of(p, seat, Pick.WAITED_TOO_LONG))
        .or(() -> urgent.map(p -> Pick.of(p, seat, Pick.MOST_URGENT)));
  }

  private Optional<Place> firstPreferred(Seat seat, Instant now) {
    return waiting.keptFor(seat.profile.id()).stream()
        .filter(p -> seat.whyNot(lines.demand(p.contact())).isEmpty())
        .filter(p -> !p.isClosedTo(seat.profile.id(), now))
        .findFirst();
  }

  private void turned(Seat seat) {
    if (seat.isIdle()) {
      turnedIdle.add(seat.profile.id());
    } else {
      turnedIdle.remove(seat.profile.id());
    }
    settle(seat);
  }

  private void settle(Seat seat) {
    seat.settle();
    newSeats.add(seat.profile.id());
  }

  private static Optional<Preference> activePreference(Waiting waiting, Instant now) {
    return waiting.preference().filter(p -> now.isBefore(p.until()));
  }
}

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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
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

  private static final String WAITED_TOO_LONG = "waited-too-long";

  /// One contact for one operator that could be, and why.
  private record Pick(Place place, Seat seat, String rule, Comparator<Place> order) {
    boolean isBefore(Pick other) {
      boolean starves = rule.equals(WAITED_TOO_LONG);
      if (starves != other.rule.equals(WAITED_TOO_LONG)) {
        return starves;
      }
      return (starves ? Place.AGE : order).compare(place, other.place) < 0;
    }
  }

  private final Order order;
  private final Comparator<Place> byOrder;
  private final Map<QueueId, Queue> queues;
  private final QueueId fallback;
  private final Map<Demand, Line> lines = new HashMap<>();
  private final Map<OperatorId, Seat> seats = new HashMap<>();
  private final Map<OperatorId, SortedSet<Place>> preferred = new HashMap<>();
  private final Map<ContactId, Place> places = new HashMap<>();
  private final SortedSet<Place> newPlaces;
  private final SequencedSet<OperatorId> newSeats = new LinkedHashSet<>();
  private final SequencedSet<OperatorId> turnedIdle = new LinkedHashSet<>();

  /// @param fallback the queue whose operators take what waits in a queue that is not configured
  ///   any more
  /// @param order in which contacts are taken
  public Matcher(
      Map<QueueId, Queue> queues,
      QueueId fallback,
      Collection<OperatorProfile> operators,
      Order order) {
    this.order = order;
    this.byOrder = order.places();
    this.newPlaces = new TreeSet<>(byOrder);
    this.queues = Map.copyOf(queues);
    this.fallback = fallback;
    operators.forEach(o -> seats.put(o.id(), new Seat(o)));
  }

  /// Hears of every change of a contact; empty on either side means it is not there.
  public void contactChanged(Optional<Contact> before, Optional<Contact> after) {
    before.ifPresent(this::forget);
    after.ifPresent(this::learn);
  }

  /// Hears of every change of an operator.
  public void operatorChanged(Operator operator) {
    Seat seat = seats.get(operator.id());
    if (seat != null) {
      seat.operator = operator;
      settle(seat);
    }
  }

  /// Hears that an operator is on the phone without a contact, or not any more.
  public void otherwiseBusy(OperatorId operator, boolean busy) {
    Seat seat = seats.get(operator);
    if (seat != null) {
      seat.otherwiseBusy = busy;
      settle(seat);
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
    newPlaces.addAll(places.values());
  }

  /// Forgets what changed since [#next] last returned nothing: the caller has taken all of it back.
  public void forgetChanges() {
    newPlaces.clear();
    newSeats.clear();
    turnedIdle.clear();
  }

  /// Returns the next pair; empty when there is none. The caller applies it before asking again.
  ///
  /// The most urgent contact comes first, and gets the operator who is idle longest.
  public Optional<Match> next(Instant now) {
    Optional<Pick> ofPlaces = firstNewPlace(now);
    Optional<Pick> ofSeats = firstOfNewSeats(now);
    if (ofPlaces.isPresent() && ofSeats.isPresent()) {
      Pick first = ofSeats.get().isBefore(ofPlaces.get()) ? ofSeats.get() : ofPlaces.get();
      return Optional.of(match(first, now));
    }
    return ofPlaces.or(() -> ofSeats).map(pick -> match(pick, now));
  }

  /// The most urgent of the contacts that began to wait; those that nobody can take are done with.
  private Optional<Pick> firstNewPlace(Instant now) {
    while (!newPlaces.isEmpty()) {
      Place place = newPlaces.first();
      Optional<Seat> seat = seatFor(place, now);
      if (seat.isPresent()) {
        return Optional.of(pick(place, seat.get(), "longest-idle"));
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
      } else if (first.isEmpty() || pick.get().isBefore(first.get())) {
        first = pick;
      }
    }
    return first;
  }

  private Pick pick(Place place, Seat seat, String rule) {
    return new Pick(place, seat, rule, byOrder);
  }

  private Match match(Pick pick, Instant now) {
    Seat seat = seatFor(pick.place(), now).orElse(pick.seat());
    // Written work that has waited too long comes before anything else this operator could take.
    return pickFor(seat, now)
        .filter(own -> own.isBefore(pick))
        .map(own -> match(own.place(), seat, own.rule(), now))
        .orElseGet(() -> match(pick.place(), seat, pick.rule(), now));
  }

  /// The operator whom a contact should go to: the preferred one while the preference lasts, else
  /// the one who is idle longest.
  private Optional<Seat> seatFor(Place place, Instant now) {
    Line line = line(place.contact());
    Optional<Preference> preference = activePreference(place.waiting(), now);
    if (preference.isPresent()) {
      return Optional.ofNullable(seats.get(preference.get().operator()))
          .filter(seat -> seat.whyNot(line.demand).isEmpty());
    }
    for (Line.Free free : line.free) {
      if (!place.isClosedTo(free.operator(), now)) {
        return Optional.ofNullable(seats.get(free.operator()));
      }
    }
    return Optional.empty();
  }

  /// The contact that an operator should take: first what has waited too long, then the most
  /// urgent.
  private Optional<Pick> pickFor(Seat seat, Instant now) {
    OperatorId id = seat.profile.id();
    Optional<Pick> best = firstPreferred(seat, now).map(p -> pick(p, seat, "most-urgent"));
    for (Line line : seat.lines) {
      if (seat.whyNot(line.demand).isEmpty()) {
        Optional<Pick> pick =
            line.starvingFor(id, now)
                .map(p -> pick(p, seat, WAITED_TOO_LONG))
                .or(() -> line.firstFor(id, now).map(p -> pick(p, seat, "most-urgent")));
        if (best.isEmpty() || (pick.isPresent() && pick.get().isBefore(best.get()))) {
          best = pick;
        }
      }
    }
    return best;
  }

  private Optional<Place> firstPreferred(Seat seat, Instant now) {
    return preferredOf(seat.profile.id()).stream()
        .filter(p -> seat.whyNot(demand(p.contact())).isEmpty())
        .filter(p -> !p.isClosedTo(seat.profile.id(), now))
        .findFirst();
  }

  private Match match(Place place, Seat chosen, String rule, Instant now) {
    Line line = line(place.contact());
    var out = new TreeMap<String, Integer>();
    int candidates = 0;
    for (Seat seat : line.qualified) {
      Optional<String> why = seat.whyNot(line.demand);
      if (why.isPresent()) {
        out.merge(why.get(), 1, Integer::sum);
      } else if (place.isClosedTo(seat.profile.id(), now)) {
        out.merge("gave-it-back", 1, Integer::sum);
      } else {
        candidates++;
      }
    }
    boolean preferred =
        place
            .waiting()
            .preference()
            .filter(p -> p.operator().equals(chosen.profile.id()))
            .isPresent();
    String said = preferred ? "preferred-operator" : rule;
    return new Match(place.id(), chosen.profile.id(), new Explanation(said, candidates, out));
  }

  private void learn(Contact contact) {
    contact.owner().map(seats::get).ifPresent(seat -> take(seat, contact, 1));
    if (contact.state() instanceof Waiting waiting) {
      Place place = Place.of(contact, waiting);
      places.put(contact.id(), place);
      if (waiting.preference().isPresent()) {
        preferredOf(waiting.preference().get().operator()).add(place);
      } else {
        line(contact).add(place);
      }
      newPlaces.add(place);
    }
  }

  private void forget(Contact contact) {
    contact.owner().map(seats::get).ifPresent(seat -> take(seat, contact, -1));
    Place place = places.remove(contact.id());
    if (place != null) {
      newPlaces.remove(place);
      place.waiting().preference().ifPresent(p -> preferredOf(p.operator()).remove(place));
      line(contact).remove(place);
    }
  }

  private void take(Seat seat, Contact contact, int by) {
    seat.count(contact, by);
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

  private SortedSet<Place> preferredOf(OperatorId operator) {
    return preferred.computeIfAbsent(operator, _ -> new TreeSet<>(byOrder));
  }

  private static Optional<Preference> activePreference(Waiting waiting, Instant now) {
    return waiting.preference().filter(p -> now.isBefore(p.until()));
  }

  private Line line(Contact contact) {
    return lines.computeIfAbsent(demand(contact), this::open);
  }

  private Demand demand(Contact contact) {
    QueueId name = queues.containsKey(contact.queue()) ? contact.queue() : fallback;
    Queue queue = queues.get(name);
    Map<String, Integer> skills = queue == null ? Map.of() : queue.skills();
    return new Demand(
        name, contact.channel(), contact.isLive(), both(skills, contact.needs().skills()));
  }

  /// What the queue asks and what the contact asks by itself: of each skill the higher level.
  private static Map<String, Integer> both(Map<String, Integer> queue, Map<String, Integer> own) {
    if (own.isEmpty()) {
      return queue;
    }
    var both = new HashMap<>(queue);
    own.forEach((skill, level) -> both.merge(skill, level, Math::max));
    return both;
  }

  private Line open(Demand demand) {
    Queue queue = queues.get(demand.queue());
    Duration starveAfter = queue == null ? Duration.ofDays(1) : queue.starveAfter();
    var line = new Line(demand, starveAfter, order);
    for (Seat seat : seats.values()) {
      if (demand.isMetBy(seat.profile)) {
        line.qualified.add(seat);
        seat.lines.add(line);
        seat.settle();
      }
    }
    return line;
  }
}

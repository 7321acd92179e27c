package it.sportello.routing;

import it.sportello.base.Channel;
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
/// Between two calls of [#next] that return nothing there is no waiting contact and free operator
/// who could take it, so only what changed has to be looked at: a contact that began to wait looks
/// for the operator who is idle longest, an operator who became free for the most urgent contact.
/// Used on the desk lane only.
public final class Matcher {
  /// How much slack one step of priority is worth.
  public static final Duration PRIORITY_STEP = Duration.ofMinutes(10);

  private final Map<QueueId, Queue> queues;
  private final Map<Demand, Line> lines = new HashMap<>();
  private final Map<OperatorId, Seat> seats = new HashMap<>();
  private final Map<OperatorId, SortedSet<Place>> preferred = new HashMap<>();
  private final Map<ContactId, Place> places = new HashMap<>();
  private final SequencedSet<ContactId> newPlaces = new LinkedHashSet<>();
  private final SequencedSet<OperatorId> newSeats = new LinkedHashSet<>();
  private final SequencedSet<OperatorId> turnedIdle = new LinkedHashSet<>();

  public Matcher(Map<QueueId, Queue> queues, Collection<OperatorProfile> operators) {
    this.queues = Map.copyOf(queues);
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

  /// Returns the operators whose last work ended since the last call, each once.
  public List<OperatorId> takeTurnedIdle() {
    List<OperatorId> all = List.copyOf(turnedIdle);
    turnedIdle.clear();
    return all;
  }

  /// Looks at every waiting contact again with the next [#next].
  public void lookAtEverybody() {
    turnedIdle.clear();
    newPlaces.addAll(places.keySet());
  }

  /// Forgets what changed since [#next] last returned nothing: the caller has taken all of it back.
  public void forgetChanges() {
    newPlaces.clear();
    newSeats.clear();
    turnedIdle.clear();
  }

  /// How many contacts of this queue and channel wait.
  public int waiting(QueueId queue, Channel channel) {
    Line line = lines.get(demand(queue, channel));
    return line == null ? 0 : line.size();
  }

  /// Returns the next pair; empty when there is none. The caller applies it before asking again.
  public Optional<Match> next(Instant now) {
    while (!newPlaces.isEmpty() || !newSeats.isEmpty()) {
      Optional<Match> match = newSeats.isEmpty() ? forPlace(now) : forSeat(now);
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private Optional<Match> forPlace(Instant now) {
    ContactId id = newPlaces.removeFirst();
    Place place = places.get(id);
    if (place == null) {
      return Optional.empty();
    }
    Line line = line(place.contact());
    Optional<Preference> preference = activePreference(place.waiting(), now);
    if (preference.isPresent()) {
      Seat seat = seats.get(preference.get().operator());
      if (seat != null && seat.whyNot(place.contact().channel()).isEmpty()) {
        return Optional.of(match(place, seat, line, "preferred-operator"));
      }
      return Optional.empty();
    }
    for (Line.Free free : line.free) {
      Seat seat = seats.get(free.operator());
      if (seat != null && !place.isClosedTo(free.operator(), now)) {
        return Optional.of(match(place, seat, line, "longest-idle"));
      }
    }
    return Optional.empty();
  }

  private Optional<Match> forSeat(Instant now) {
    OperatorId id = newSeats.removeFirst();
    Seat seat = seats.get(id);
    if (seat == null) {
      return Optional.empty();
    }
    Place best = null;
    boolean starving = false;
    for (Line line : seat.lines) {
      if (seat.whyNot(line.demand.channel()).isPresent()) {
        continue;
      }
      Place late = line.starvingFor(id, now).orElse(null);
      if (late != null && (!starving || Place.AGE.compare(late, best) < 0)) {
        best = late;
        starving = true;
      }
      Place first = starving ? null : line.firstFor(id, now).orElse(null);
      if (first != null && (best == null || Place.ORDER.compare(first, best) < 0)) {
        best = first;
      }
    }
    Optional<Place> own = firstPreferred(seat, now);
    if (own.isPresent() && (best == null || Place.ORDER.compare(own.get(), best) < 0)) {
      return Optional.of(match(own.get(), seat, line(own.get().contact()), "preferred-operator"));
    }
    if (best == null) {
      return Optional.empty();
    }
    String rule = starving ? "waited-too-long" : "most-urgent";
    return Optional.of(match(best, seat, line(best.contact()), rule));
  }

  private Optional<Place> firstPreferred(Seat seat, Instant now) {
    return preferredOf(seat.profile.id()).stream()
        .filter(p -> seat.whyNot(p.contact().channel()).isEmpty())
        .filter(p -> !p.isClosedTo(seat.profile.id(), now))
        .findFirst();
  }

  private Match match(Place place, Seat chosen, Line line, String rule) {
    var out = new TreeMap<String, Integer>();
    int candidates = 0;
    for (Seat seat : line.qualified) {
      Optional<String> why = seat.whyNot(line.demand.channel());
      if (why.isPresent()) {
        out.merge(why.get(), 1, Integer::sum);
      } else {
        candidates++;
      }
    }
    return new Match(place.id(), chosen.profile.id(), new Explanation(rule, candidates, out));
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
      newPlaces.add(contact.id());
    }
  }

  private void forget(Contact contact) {
    contact.owner().map(seats::get).ifPresent(seat -> take(seat, contact, -1));
    Place place = places.remove(contact.id());
    if (place != null) {
      newPlaces.remove(contact.id());
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
    return preferred.computeIfAbsent(operator, _ -> new TreeSet<>(Place.ORDER));
  }

  private static Optional<Preference> activePreference(Waiting waiting, Instant now) {
    return waiting.preference().filter(p -> now.isBefore(p.until()));
  }

  private Line line(Contact contact) {
    return lines.computeIfAbsent(demand(contact.queue(), contact.channel()), this::open);
  }

  private Demand demand(QueueId queue, Channel channel) {
    Queue known = queues.get(queue);
    return new Demand(queue, channel, known == null ? Map.of() : known.skills());
  }

  private Line open(Demand demand) {
    Queue queue = queues.get(demand.queue());
    var line = new Line(demand, queue == null ? Duration.ofDays(1) : queue.starveAfter());
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

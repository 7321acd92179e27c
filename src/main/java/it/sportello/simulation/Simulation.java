package it.sportello.simulation;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.Needs;
import it.sportello.desk.Command;
import it.sportello.desk.VirtualDesk;
import it.sportello.journal.Fact;
import it.sportello.operator.Presence;
import it.sportello.simulation.Agenda.Item;
import it.sportello.simulation.Agenda.Kind;
import it.sportello.simulation.Outcome.End;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets one day pass: plays customers and operators, and asks the desk what it decides.
///
/// Operators accept what they are offered and work on everything they hold at the same time, except
/// what the desk lays aside while they have somebody live. At the end of their shift they take
/// nothing new and finish what they hold. The same plan gives the same day, bit for bit.
public final class Simulation {
  private final Plan plan;
  private final VirtualDesk desk;
  private final Instant midnight;
  private final Agenda agenda = new Agenda();
  private final Map<ContactId, Course> courses = new LinkedHashMap<>();
  private final Map<OperatorId, Hours> hours = new LinkedHashMap<>();
  private final Deque<Item> atOnce = new ArrayDeque<>();
  private Duration now = Duration.ZERO;

  private Simulation(Plan plan) {
    this.plan = plan;
    desk = new VirtualDesk(plan.rulesOfTheDay());
    midnight = plan.date().atStartOfDay(plan.zone()).toInstant();
  }

  /// Returns how the day went.
  public static Day run(Plan plan) {
    return new Simulation(plan).day();
  }

  private Day day() {
    for (Worker worker : plan.workers()) {
      OperatorId id = worker.profile().id();
      hours.put(id, new Hours(worker.planned()));
      for (Shift shift : worker.shifts()) {
        agenda.add(shift.from(), Kind.SHIFT_BEGINS, id);
        agenda.add(shift.to(), Kind.SHIFT_ENDS, id);
      }
    }
    for (Arrival arrival : plan.arrivals()) {
      ContactId id = id(arrival);
      courses.put(id, new Course(arrival));
      agenda.add(arrival.at(), Kind.ARRIVES, id, 0);
    }
    for (Optional<Item> next = next(); next.isPresent(); next = next()) {
      happens(next.get());
    }
    List<Outcome> outcomes = courses.values().stream().map(Course::outcome).toList();
    return new Day(plan, outcomes, hours, now);
  }

  /// Sorts as the lines of the file do, also where the desk has nothing else to go by.
  private static ContactId id(Arrival arrival) {
    return new ContactId(String.format(Locale.ROOT, "c%010d", arrival.line()));
  }

  /// The next thing to happen, after all that the desk does by itself until then.
  private Optional<Item> next() {
    while (atOnce.isEmpty()) {
      Optional<Duration> due = desk.next().map(at -> Duration.between(midnight, at));
      Optional<Duration> own = agenda.nextAt();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      if (due.isEmpty() || due.get().compareTo(own.get()) > 0) {
        Optional<Item> item = agenda.next();
        now = own.get();
        return item;
      }
      now = due.get().compareTo(now) > 0 ? due.get() : now;
      heard(desk.due(instant()));
    }
    return Optional.of(atOnce.removeFirst());
  }

  private Instant instant() {
    return midnight.plus(now);
  }

  private void happens(Item item) {
    switch (item.kind()) {
      case SHIFT_BEGINS -> begins(item.operator().orElseThrow());
      case SHIFT_ENDS -> ends(item.operator().orElseThrow());
      case ARRIVES -> arrives(item.contact().orElseThrow());
      case ACCEPTS -> ifCurrent(item, this::accepts);
      case WORK_ENDS -> ifCurrent(item, this::finishes);
      case WRAP_UP_ENDS -> ifCurrent(item, this::closes);
      case PATIENCE_ENDS -> givesUp(item.contact().orElseThrow());
    }
  }

  private Course course(ContactId id) {
    Course course = courses.get(id);
    if (course == null) {
      throw new IllegalStateException("no contact of this day: " + id);
    }
    return course;
  }

  private Hours hours(OperatorId id) {
    Hours own = hours.get(id);
    if (own == null) {
      throw new IllegalStateException("no operator of this day: " + id);
    }
    return own;
  }

  private void begins(OperatorId id) {
    hours(id).isThere(true, now);
    send(new Command.ConsoleConnected(id));
    send(new Command.Phone(new CallEvent.LineUp(id), List.of()));
    send(new Command.ChoosePresence(id, Presence.AVAILABLE, ""));
  }

  private void ends(OperatorId id) {
    send(new Command.ChoosePresence(id, Presence.AWAY, ""));
    hours(id).isThere(false, now);
  }

  private void arrives(ContactId id) {
    Arrival arrival = course(id).arrival;
    var needs = new Needs(arrival.skills(), arrival.priority());
    heard(desk.arrives(id, arrival.channel(), arrival.queue(), needs, instant()));
    arrival.patience().ifPresent(p -> agenda.add(arrival.at().plus(p), Kind.PATIENCE_ENDS, id, 0));
  }

  private void givesUp(ContactId id) {
    if (!course(id).isTaken() && !course(id).isOver()) {
      heard(desk.leaves(id, instant()));
    }
  }

  private void ifCurrent(Item item, Consumer<ContactId> what) {
    ContactId id = item.contact().orElseThrow();
    if (course(id).version() == item.version()) {
      what.accept(id);
    }
  }

  private void accepts(ContactId id) {
    Course course = course(id);
    OperatorId operator = course.operator.orElseThrow();
    if (desk.contact(id).orElseThrow().call().isPresent()) {
      var answered = new CallEvent.Answered(new CallId(id.value()), operator);
      send(new Command.Phone(answered, List.of()));
    } else {
      send(new Command.Accept(operator, id));
    }
  }

  private void finishes(ContactId id) {
    Course course = course(id);
    course.rests(now);
    int version = course.changed();
    if (course.isLive()) {
      heard(desk.leaves(id, instant()));
    } else if (!plan.wrapUp().isZero()) {
      send(new Command.Finish(course.operator.orElseThrow(), id));
    }
    if (plan.wrapUp().isZero()) {
      closes(id);
    } else {
      agenda.add(now.plus(plan.wrapUp()), Kind.WRAP_UP_ENDS, id, version);
    }
  }

  private void closes(ContactId id) {
    send(new Command.Close(course(id).operator.orElseThrow(), id, List.of(), ""));
  }

  private void send(Command command) {
    heard(desk.send(command, instant()));
  }

  /// Takes in what the desk says has happened.
  private void heard(List<Fact> facts) {
    for (Fact fact : facts) {
      if (fact instanceof ContactEvent event) {
        heard(event, course(event.id()));
      }
    }
  }

  private void heard(ContactEvent event, Course course) {
    switch (event) {
      case ContactEvent.Queued e ->
          course.queued(Duration.between(midnight, e.deadline()), e.because());
      case ContactEvent.Offered e -> offered(e, course);
      case ContactEvent.Accepted e -> {
        course.taken(e.operator(), now);
        goesOn(e.id(), course);
      }
      case ContactEvent.Held _ -> {
        course.rests(now);
        course.changed();
      }
      case ContactEvent.Resumed e -> goesOn(e.id(), course);
      case ContactEvent.Returned _ -> putDown(course);
      case ContactEvent.Closed e -> closed(e, course);
      default -> {}
    }
  }

  private void goesOn(ContactId id, Course course) {
    agenda.add(now.plus(course.goesOn(now)), Kind.WORK_ENDS, id, course.changed());
  }

  private void offered(ContactEvent.Offered e, Course course) {
    course.operator = Optional.of(e.operator());
    hours(e.operator()).holds(course.arrival, 1, now);
    int version = course.changed();
    if (plan.answerAfter().isZero()) {
      atOnce.addLast(
          new Item(now, Kind.ACCEPTS, 0, Optional.of(e.id()), Optional.of(e.operator()), version));
    } else {
      agenda.add(now.plus(plan.answerAfter()), Kind.ACCEPTS, e.id(), version);
    }
  }

  private void closed(ContactEvent.Closed e, Course course) {
    if (course.isTaken()) {
      course.operator.ifPresent(o -> hours(o).finished());
    }
    putDown(course);
    course.over(
        switch (e.outcome()) {
          case HANDLED -> End.ANSWERED;
          case ABANDONED, LOST, NOT_REACHED, CALLED_AGAIN -> End.ABANDONED;
          case RELEASED -> End.RELEASED;
          case OUT_OF_HOURS -> End.OUT_OF_HOURS;
        },
        now);
  }

  /// It is in nobody's hands any more.
  private void putDown(Course course) {
    course.changed();
    course.rests(now);
    course.operator.ifPresent(o -> hours(o).holds(course.arrival, -1, now));
    course.operator = Optional.empty();
  }
}

package it.sportello.simulation;

import it.sportello.routing.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A second simulator that knows nothing of the desk: lists that are searched from one end to the
/// other, and the rules as `docs/simulate.md` tells them. In whole seconds.
final class NaiveDay {
  /// One contact on its way.
  private static final class Job {
    final Arrival arrival;
    final int priority;
    final long deadline;
    boolean waits;
    String outcome = "waiting ?";
    Optional<Seat> seat = Optional.empty();
    long taken;
    long left;
    long since;
    boolean works;
    int began;

    Job(Arrival arrival) {
      this.arrival = arrival;
      boolean skilled = arrival.queue().equals(Days.SKILLED);
      priority = arrival.priority() + (skilled ? 1 : 0);
      deadline = at() + (live() ? 20 : 1_800);
      left = arrival.handle().toSeconds();
    }

    long at() {
      return arrival.at().toSeconds();
    }

    boolean live() {
      return arrival.channel().isLive();
    }

    boolean starves(long now) {
      return !live() && now - at() >= Days.STARVE.toSeconds();
    }
  }

  private static final class Seat {
    final Worker worker;
    final List<Job> jobs = new ArrayList<>();
    boolean there;
    long idleSince;

    Seat(Worker worker) {
      this.worker = worker;
    }

    boolean mayTake(Job job) {
      boolean live = jobs.stream().anyMatch(Job::live);
      int capacity = worker.profile().capacity().getOrDefault(job.arrival.channel(), 0);
      return there
          && !live
          && capacity > 0
          && (job.live() || jobs.size() < capacity)
          && needs(job).entrySet().stream()
              .allMatch(n -> worker.profile().skills().getOrDefault(n.getKey(), 0) >= n.getValue());
    }

    private static Map<String, Integer> needs(Job job) {
      var needs = new HashMap<>(job.arrival.skills());
      if (job.arrival.queue().equals(Days.SKILLED)) {
        needs.merge("tributi", 2, Math::max);
      }
      return needs;
    }
  }

  private final Order order;
  private final List<Seat> seats;
  private final List<Job> jobs;
  private long now;
  private int begun;

  private NaiveDay(Plan plan, Order order) {
    this.order = order;
    seats = plan.workers().stream().map(Seat::new).toList();
    jobs = plan.arrivals().stream().map(Job::new).toList();
  }

  static List<String> run(Plan plan, Order order) {
    var day = new NaiveDay(plan, order);
    day.pass();
    return day.jobs.stream().map(job -> job.outcome).toList();
  }

  /// Goes through the seconds; in each, in this order: shifts end, shifts begin, work ends,
  /// contacts come, patience ends. Nothing happens between two seconds.
  private void pass() {
    long end = 0;
    for (Job job : jobs) {
      end = Math.max(end, job.at() + job.arrival.patience().orElse(Days.seconds(0)).toSeconds());
    }
    for (Seat seat : seats) {
      for (Shift shift : seat.worker.shifts()) {
        end = Math.max(end, shift.to().toSeconds());
      }
    }
    for (now = 0; now <= end || jobs.stream().anyMatch(j -> j.seat.isPresent()); now++) {
      shifts();
      workEnds();
      jobs.stream()
          .filter(j -> j.at() == now)
          .toList()
          .forEach(
              job -> {
                job.waits = true;
                match();
                // what takes no time is over before the next one comes
                workEnds();
              });
      jobs.forEach(this::patience);
    }
  }

  private void shifts() {
    for (Seat seat : seats) {
      if (seat.worker.shifts().stream().anyMatch(s -> s.to().toSeconds() == now)) {
        seat.there = false;
        seat.idleSince = now;
      }
    }
    for (Seat seat : seats) {
      if (seat.worker.shifts().stream().anyMatch(s -> s.from().toSeconds() == now)) {
        seat.there = true;
        seat.idleSince = now;
        match();
      }
    }
  }

  private void workEnds() {
    for (Optional<Job> ended = ended(); ended.isPresent(); ended = ended()) {
      Job job = ended.get();
      Seat seat = job.seat.orElseThrow();
      job.seat = Optional.empty();
      job.outcome = seat.worker.profile().id() + " " + job.taken + "-" + now;
      seat.jobs.remove(job);
      if (seat.jobs.isEmpty()) {
        seat.idleSince = now;
      }
      goOn(seat);
      match();
    }
  }

  /// Of those whose work ends now, the one that was begun or gone on with first.
  private Optional<Job> ended() {
    return jobs.stream()
        .filter(j -> j.works && j.seat.isPresent() && j.since + j.left == now)
        .min(Comparator.comparingInt(j -> j.began));
  }

  private void patience(Job job) {
    if (job.waits && job.arrival.patience().isPresent()) {
      long until = job.at() + job.arrival.patience().get().toSeconds();
      if (until == now) {
        job.waits = false;
        job.outcome = "abandoned " + now;
      }
    }
  }

  private void match() {
    for (Optional<Job> next = next(); next.isPresent(); next = next()) {
      Job job = next.get();
      Seat seat =
          seats.stream()
              .filter(s -> s.mayTake(job))
              .min(
                  Comparator.comparingLong((Seat s) -> s.idleSince)
                      .thenComparing(s -> s.worker.profile().id()))
              .orElseThrow();
      job.waits = false;
      job.taken = now;
      job.seat = Optional.of(seat);
      seat.jobs.add(job);
      goOn(seat);
    }
  }

  private Optional<Job> next() {
    return jobs.stream()
        .filter(j -> j.waits && seats.stream().anyMatch(s -> s.mayTake(j)))
        .min(comparator());
  }

  private Comparator<Job> comparator() {
    Comparator<Job> age = Comparator.comparingLong(Job::at).thenComparingInt(j -> j.arrival.line());
    return switch (order) {
      case FIFO -> age;
      case PRIORITY -> Comparator.comparingInt((Job j) -> -j.priority).thenComparing(age);
      case DEADLINE ->
          Comparator.comparing((Job j) -> !j.starves(now))
              .thenComparing((a, b) -> a.starves(now) ? age.compare(a, b) : 0)
              .thenComparing(j -> !j.live())
              .thenComparingLong(j -> j.deadline - 600L * j.priority)
              .thenComparing(age);
    };
  }

  /// Written work rests while somebody is there in person.
  private void goOn(Seat seat) {
    boolean live = seat.jobs.stream().anyMatch(Job::live);
    for (Job job : seat.jobs) {
      boolean works = job.live() || !live;
      if (works && !job.works) {
        job.since = now;
        job.began = begun++;
      } else if (!works && job.works) {
        job.left -= now - job.since;
      }
      job.works = works;
    }
  }
}

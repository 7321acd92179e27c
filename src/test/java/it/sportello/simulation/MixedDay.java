package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.desk.DeskRules;
import it.sportello.desk.ReceptionRules;
import it.sportello.routing.Order;
import it.sportello.routing.Queue;
import it.sportello.routing.RoutingRules;
import it.sportello.schedule.ClockKind;
import it.sportello.schedule.Holidays;
import it.sportello.schedule.Opening;
import it.sportello.schedule.OpeningHours;
import it.sportello.schedule.ServiceClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A full day of an Italian office: open 8:30 to 13:00 and 14:30 to 17:30, calls and chats with two
/// peaks, mail and PEC that came overnight and go on coming, two queues of which one needs a skill.
final class MixedDay {
  private static final int OPENS = 8 * 3_600 + 1_800;
  private static final int NOON = 13 * 3_600;
  private static final int AGAIN = 14 * 3_600 + 1_800;
  private static final int CLOSES = 17 * 3_600 + 1_800;

  private final Random random;
  private final List<Arrival> arrivals = new ArrayList<>();

  private MixedDay(Random random) {
    this.random = random;
  }

  static Plan plan(long seed, Order order) {
    var day = new MixedDay(new Random(seed));
    day.live(Channel.VOICE, 30, 170, 240);
    day.live(Channel.CHAT, 80, 260, 180);
    day.written(Channel.EMAIL, 100, 130, 240);
    day.written(Channel.PEC, 35, 50, 300);
    day.written(Channel.FORM, 50, 80, 200);
    return Days.plan(rules(order), workers(), day.arrivals);
  }

  private void live(Channel channel, int everySeconds, int handle, int patience) {
    for (int[] half : new int[][] {{OPENS, NOON}, {AGAIN, CLOSES}}) {
      double at = half[0];
      while (at < half[1]) {
        // busiest a third into the half day
        double through = (at - half[0]) / (half[1] - half[0]);
        double rush = 0.7 + 0.9 * Math.exp(-12 * (through - 0.35) * (through - 0.35));
        at += exponential(everySeconds / rush);
        add(channel, (long) at, 20 + exponential(handle), Optional.of(15 + exponential(patience)));
      }
    }
  }

  private void written(Channel channel, int overnight, int during, int handle) {
    for (int i = 0; i < overnight + during; i++) {
      long at = i < overnight ? random.nextInt(OPENS) : OPENS + random.nextInt(CLOSES - OPENS);
      add(channel, at, 60 + exponential(handle), Optional.empty());
    }
  }

  private void add(Channel channel, long at, double handle, Optional<Double> patience) {
    QueueId queue = random.nextInt(3) == 0 ? Days.SKILLED : Days.PLAIN;
    int priority = !channel.isLive() && random.nextInt(10) == 0 ? 1 : 0;
    arrivals.add(
        new Arrival(
            arrivals.size() + 2,
            Days.seconds(at),
            channel,
            queue,
            Map.of(),
            Days.seconds((long) handle),
            patience.map(p -> Days.seconds(p.longValue())),
            priority));
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private static List<Worker> workers() {
    var workers = new ArrayList<Worker>();
    for (int i = 0; i < 17; i++) {
      Map<String, Integer> skills = i % 2 == 0 ? Map.of("tributi", 2) : Map.of();
      workers.add(
          Days.worker(
              "o" + (char) ('a' + i),
              skills,
              1,
              1,
              new Shift(Days.seconds(OPENS), Days.seconds(NOON)),
              new Shift(Days.seconds(AGAIN), Days.seconds(CLOSES))));
    }
    return workers;
  }

  private static DeskRules rules(Order order) {
    var day = List.of(Opening.parse("08:30-13:00"), Opening.parse("14:30-17:30"));
    Map<DayOfWeek, List<Opening>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek weekday : DayOfWeek.values()) {
      week.put(weekday, weekday.getValue() < 6 ? day : List.of());
    }
    var hours = new OpeningHours(Days.ROME, week, Map.of(), Map.of(), new Holidays(true, Set.of()));
    var clock = new ServiceClock(ClockKind.OPENING, hours);
    DeskRules usual = Days.rules(order);
    return new DeskRules(
            Map.of(
                Days.PLAIN,
                queue(Days.PLAIN, Map.of(), clock, 4),
                Days.SKILLED,
                queue(Days.SKILLED, Map.of("tributi", 2), clock, 2)),
            Map.of(),
            usual.centers(),
            Map.of(),
            Days.PLAIN,
            usual.reopenWithin(),
            usual.consoleGrace(),
            usual.askAgainAfter(),
            usual.preferFor(),
            usual.centerClock(),
            usual.talks(),
            ReceptionRules.NONE)
        .withRouting(new RoutingRules(order));
  }

  /// @param mailHours within which mail shall be taken, in opening time
  private static Queue queue(
      QueueId id, Map<String, Integer> skills, ServiceClock clock, int mailHours) {
    Map<Channel, Queue.Target> targets = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      Duration within =
          switch (channel) {
            case VOICE, COUNTER -> Duration.ofSeconds(20);
            case CHAT -> Duration.ofSeconds(45);
            case EMAIL -> Duration.ofHours(mailHours);
            case PEC -> Duration.ofHours(6);
            case FORM -> Duration.ofMinutes(90);
          };
      targets.put(channel, new Queue.Target(within, Duration.ofMinutes(1), clock::plus));
    }
    return new Queue(
        id, id.value(), skills, 0, targets, Duration.ofMinutes(2), Duration.ofHours(16));
  }
}

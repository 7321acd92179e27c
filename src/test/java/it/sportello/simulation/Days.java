package it.sportello.simulation;

import it.sportello.access.Role;
import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.DeskRules;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.Samples;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Order;
import it.sportello.routing.Queue;
import it.sportello.routing.RoutingRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Small plans for tests: two queues, of which one asks for a skill.
final class Days {
  static final QueueId PLAIN = new QueueId("plain");
  static final QueueId SKILLED = new QueueId("skilled");
  static final Duration STARVE = Duration.ofMinutes(10);
  static final LocalDate DATE = LocalDate.of(2026, 3, 4);
  static final ZoneId ROME = ZoneId.of("Europe/Rome");

  private Days() {}

  static DeskRules rules(Order order) {
    return rules(order, ReceptionRules.NONE);
  }

  static DeskRules rules(Order order, ReceptionRules reception) {
    DeskRules r = Samples.rules();
    return new DeskRules(
            Map.of(
                PLAIN, queue(PLAIN, Map.of(), 0), SKILLED, queue(SKILLED, Map.of("tributi", 2), 1)),
            Map.of(),
            r.centers(),
            Map.of(),
            PLAIN,
            r.reopenWithin(),
            r.consoleGrace(),
            r.askAgainAfter(),
            r.preferFor(),
            r.centerClock(),
            r.talks(),
            reception)
        .withRouting(new RoutingRules(order));
  }

  private static Queue queue(QueueId id, Map<String, Integer> skills, int priority) {
    Map<Channel, Queue.Target> targets = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      Duration within = channel.isLive() ? Duration.ofSeconds(20) : Duration.ofMinutes(30);
      targets.put(channel, new Queue.Target(within, Duration.ofMinutes(1), Instant::plus));
    }
    return new Queue(id, id.value(), skills, priority, targets, Duration.ofMinutes(2), STARVE);
  }

  static Arrival call(int line, long at, long handle) {
    return new Arrival(
        line, seconds(at), Channel.VOICE, PLAIN, Map.of(), seconds(handle), Optional.empty(), 0);
  }

  static Arrival mail(int line, long at, long handle) {
    return on(Channel.EMAIL, call(line, at, handle));
  }

  static Arrival on(Channel channel, Arrival a) {
    return new Arrival(
        a.line(), a.at(), channel, a.queue(), a.skills(), a.handle(), a.patience(), a.priority());
  }

  static Arrival patient(Arrival a, long patience) {
    return new Arrival(
        a.line(),
        a.at(),
        a.channel(),
        a.queue(),
        a.skills(),
        a.handle(),
        Optional.of(seconds(patience)),
        a.priority());
  }

  static Arrival urgent(Arrival a, int priority) {
    return new Arrival(
        a.line(), a.at(), a.channel(), a.queue(), a.skills(), a.handle(), a.patience(), priority);
  }

  static Arrival in(QueueId queue, Map<String, Integer> skills, Arrival a) {
    return new Arrival(
        a.line(), a.at(), a.channel(), queue, skills, a.handle(), a.patience(), a.priority());
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  static Worker worker(String name, long from, long to) {
    return worker(name, Map.of(), 1, 1, new Shift(seconds(from), seconds(to)));
  }

  static Worker worker(
      String name, Map<String, Integer> skills, int live, int written, Shift... shifts) {
    Map<Channel, Integer> capacity = new HashMap<>();
    for (Channel channel : Channel.values()) {
      capacity.put(channel, channel.isLive() ? live : written);
    }
    var profile =
        new OperatorProfile(
            new OperatorId(name),
            name,
            Set.of(Role.OPERATOR),
            Optional.of("200"),
            skills,
            Set.of(PLAIN, SKILLED),
            capacity);
    return new Worker(profile, List.of(shifts));
  }

  static Plan plan(Order order, List<Worker> workers, Arrival... arrivals) {
    return plan(rules(order), workers, Arrays.asList(arrivals));
  }

  static Plan plan(DeskRules rules, List<Worker> workers, List<Arrival> arrivals) {
    return new Plan(rules, arrivals, workers, DATE, ROME, Duration.ZERO, Duration.ZERO);
  }

  /// What became of a contact, in short: operator, from and to; or how it ended, and when.
  static String said(Outcome o) {
    return o.operator()
        .map(operator -> operator + " " + s(o.takenAt()) + "-" + s(o.endedAt()))
        .orElseGet(() -> o.end().name().toLowerCase(java.util.Locale.ROOT) + " " + s(o.endedAt()));
  }

  private static String s(Optional<Duration> span) {
    return span.map(d -> Numbers.seconds(d).toPlainString()).orElse("?");
  }

  static List<String> said(Day day) {
    return day.outcomes().stream().map(Days::said).toList();
  }
}

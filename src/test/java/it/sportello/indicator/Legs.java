package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Line;
import it.sportello.history.Histories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Makes legs for tests of figures: a call or a mail that entered a queue at nine and then...
final class Legs {
  static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private final Channel channel;
  private boolean live;
  private QueueId queue = new QueueId("info");
  private String because = "arrived";
  private Instant entered = NINE;
  private Optional<Instant> answered = Optional.empty();
  private Optional<Instant> abandoned = Optional.empty();
  private Optional<Instant> replied = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private long talkMs;
  private long holdMs;
  private long wrapUpMs;

  private Legs(Channel channel) {
    this.channel = channel;
    live = channel.isLive();
  }

  static Legs call() {
    return new Legs(Channel.VOICE);
  }

  static Legs mail() {
    return new Legs(Channel.EMAIL);
  }

  /// A call that was answered after a minute.
  static Leg late() {
    return call().answeredAfter(60_000).leg();
  }

  Legs in(String name) {
    queue = new QueueId(name);
    return this;
  }

  /// The caller has gone.
  Legs withoutCaller() {
    live = false;
    return this;
  }

  Legs enteredAt(Instant at) {
    entered = at;
    return this;
  }

  Legs because(String code) {
    because = code;
    return this;
  }

  Legs enteredBefore(Instant now, long ms) {
    entered = now.minusMillis(ms);
    return this;
  }

  Legs answeredAfter(long ms) {
    answered = Optional.of(entered.plusMillis(ms));
    return this;
  }

  /// Nobody abandons what was answered.
  Legs abandonedAfter(long ms) {
    abandoned = Optional.of(entered.plusMillis(ms));
    ended = abandoned;
    return this;
  }

  Legs repliedAfter(long ms) {
    replied = Optional.of(entered.plusMillis(ms));
    return this;
  }

  Legs endedAfter(long ms) {
    ended = Optional.of(entered.plusMillis(ms));
    return this;
  }

  Legs worked(long talk, long hold, long wrapUp) {
    talkMs = talk;
    holdMs = hold;
    wrapUpMs = wrapUp;
    return this;
  }

  Leg leg() {
    return new Leg(
        queue,
        channel,
        live,
        because,
        entered,
        entered.plusSeconds(20),
        answered,
        answered.map(_ -> new OperatorId("anna")),
        abandoned,
        replied,
        ended,
        talkMs,
        holdMs,
        wrapUpMs);
  }

  /// Anything that can happen to a leg, its times close to ten seconds and to now.
  static Leg random(Random random) {
    var channels = Channel.values();
    var legs = new Legs(channels[random.nextInt(channels.length)]);
    legs.in("q" + random.nextInt(3));
    legs.because(
        List.of("arrived", "transferred", "wrote-again", "opinion", "overdue")
            .get(random.nextInt(5)));
    legs.enteredBefore(NINE.plusSeconds(8 * 3_600), random.nextInt(20_002));
    if (random.nextInt(4) == 0) {
      legs.withoutCaller();
    }
    if (random.nextBoolean()) {
      legs.answeredAfter(9_998 + random.nextInt(5));
    } else if (random.nextBoolean()) {
      legs.abandonedAfter(9_998 + random.nextInt(5));
    }
    if (random.nextBoolean()) {
      legs.repliedAfter(9_998 + random.nextInt(5));
    }
    if (random.nextBoolean()) {
      legs.endedAfter(random.nextInt(20_000));
    }
    return legs.worked(random.nextInt(9_999), random.nextInt(9_999), random.nextInt(9_999)).leg();
  }

  /// A history in which the caller was promised a call back at nine.
  ///
  /// @param end code of how it ended; empty if it stands
  /// @param afterMs when it ended, since nine
  static ContactHistory promised(List<Leg> legs, String end, long afterMs) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(1, NINE, "contact.arrived", Optional.empty(), "info"));
    lines.add(new Line(2, NINE, "contact.callback-promised", Optional.empty(), "+390551"));
    if (!end.isEmpty()) {
      Instant at = NINE.plusMillis(afterMs);
      lines.add(new Line(3, at, "contact.callback-ended", Optional.empty(), end));
    }
    return Histories.withLegs("c1", NINE, legs, lines);
  }

  /// A history in which the caller was asked for an opinion two minutes after nine.
  ///
  /// @param queue the one that asked
  /// @param answers what was pressed; more than one only if the question came twice
  static ContactHistory surveyed(List<Leg> legs, String queue, int... answers) {
    Instant at = NINE.plusSeconds(120);
    var lines = new ArrayList<Line>();
    lines.add(new Line(1, NINE, "contact.arrived", Optional.empty(), "info"));
    lines.add(new Line(2, at, "caller.survey-asked", Optional.empty(), queue));
    for (int answer : answers) {
      String key = Integer.toString(answer);
      lines.add(new Line(3, at, "caller.survey-answered", Optional.empty(), key));
    }
    return Histories.withLegs("c1", NINE, legs, lines);
  }

  /// A history of which only the legs matter.
  static ContactHistory history(List<Leg> legs) {
    return Histories.withLegs("c1", NINE, legs);
  }
}

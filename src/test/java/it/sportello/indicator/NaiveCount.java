package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.indicator.Definition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The formulas once more, written down one leg and one sentence at a time, on wall time.
final class NaiveCount {
  private static final Set<String> RECEIVED = Set.of("arrived", "wrote-again");
  private static final Set<String> WISHES = Set.of("arrived", "transferred", "wrote-again");

  private NaiveCount() {}

  /// @param of whose figure; empty for all
  static double numerator(
      Kind kind,
      long limitMs,
      Instant now,
      List<Leg> all,
      Optional<QueueId> of,
      Optional<Channel> on) {
    double sum = 0;
    for (Leg leg : own(all, of, on)) {
      boolean live = leg.live() && WISHES.contains(leg.because());
      boolean answered = live && leg.answeredAt().isPresent();
      boolean abandoned = live && leg.abandonedAt().isPresent();
      double waitedMs = answered ? ms(leg, leg.answeredAt().get()) : 0;
      double leftAfterMs = abandoned ? ms(leg, leg.abandonedAt().get()) : 0;
      switch (kind) {
        case SL_T -> sum += answered && waitedMs <= limitMs ? 1 : 0;
        case ASA -> sum += answered ? waitedMs / 1000 : 0;
        case ABN -> sum += abandoned ? 1 : 0;
        case ABN_SHORT -> sum += abandoned && leftAfterMs <= limitMs ? 1 : 0;
        case AHT -> {
          if (leg.answeredAt().isPresent() && leg.endedAt().isPresent()) {
            sum += leg.talkMs() / 1000.0 + leg.holdMs() / 1000.0 + leg.wrapUpMs() / 1000.0;
          }
        }
        case FRT, CSAT, CSAT_GOOD, CSAT_RATE, CALLBK -> {}
      }
    }
    if (kind == Kind.FRT) {
      for (List<Leg> way : ways(all, of, on)) {
        Instant reply = reply(way);
        sum += reply.equals(Instant.MAX) || ms(way.getFirst(), reply) > limitMs ? 0 : 1;
      }
    }
    return sum;
  }

  static double denominator(
      Kind kind,
      long limitMs,
      Instant now,
      List<Leg> all,
      Optional<QueueId> of,
      Optional<Channel> on) {
    double count = 0;
    for (Leg leg : own(all, of, on)) {
      boolean wish = WISHES.contains(leg.because());
      boolean live = leg.live();
      boolean answered = leg.answeredAt().isPresent();
      boolean ended = leg.endedAt().isPresent();
      boolean counts =
          switch (kind) {
            case SL_T, ABN, ABN_SHORT ->
                live && wish && (answered || leg.abandonedAt().isPresent());
            case ASA -> live && wish && answered;
            case AHT -> wish && answered && ended;
            case FRT, CSAT, CSAT_GOOD, CSAT_RATE, CALLBK -> false;
          };
      count += counts ? 1 : 0;
    }
    if (kind == Kind.FRT) {
      for (List<Leg> way : ways(all, of, on)) {
        boolean replied = !reply(way).equals(Instant.MAX);
        boolean ended = way.getLast().endedAt().isPresent();
        count += replied || ended || ms(way.getFirst(), now) > limitMs ? 1 : 0;
      }
    }
    return count;
  }

  private static List<Leg> own(List<Leg> all, Optional<QueueId> of, Optional<Channel> on) {
    return all.stream()
        .filter(l -> of.isEmpty() || of.get().equals(l.queue()))
        .filter(l -> on.isEmpty() || on.get() == l.channel())
        .toList();
  }

  /// From each written message to just before the next one, if this queue has to answer for it.
  private static List<List<Leg>> ways(List<Leg> all, Optional<QueueId> of, Optional<Channel> on) {
    var ways = new ArrayList<List<Leg>>();
    for (int from = 0; from < all.size(); from++) {
      int to = from + 1;
      while (to < all.size() && !RECEIVED.contains(all.get(to).because())) {
        to++;
      }
      Leg first = all.get(from);
      List<Leg> way = all.subList(from, to);
      Leg last =
          way.stream().filter(l -> l.repliedAt().isPresent()).findFirst().orElse(way.getLast());
      boolean ours =
          of.isEmpty() || (of.get().equals(last.queue()) && on.orElseThrow() == first.channel());
      if (RECEIVED.contains(first.because()) && !first.live() && ours) {
        ways.add(way);
      }
    }
    return ways;
  }

  private static Instant reply(List<Leg> way) {
    return way.stream().flatMap(l -> l.repliedAt().stream()).findFirst().orElse(Instant.MAX);
  }

  private static long ms(Leg leg, Instant until) {
    return Duration.between(leg.enteredAt(), until).toMillis();
  }
}

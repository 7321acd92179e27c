package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.indicator.Definition.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The formulas once more, written down one leg and one sentence at a time, on wall time.
final class NaiveCount {
  private static final Set<Channel> LIVE = Set.of(Channel.VOICE, Channel.CHAT, Channel.COUNTER);
  private static final Set<String> WISHES = Set.of("arrived", "transferred", "wrote-again");

  private NaiveCount() {}

  static double numerator(Kind kind, long limitMs, Instant now, List<Leg> legs) {
    double sum = 0;
    for (Leg leg : legs) {
      boolean live = LIVE.contains(leg.channel()) && WISHES.contains(leg.because());
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
        case FRT -> {
          boolean written = !LIVE.contains(leg.channel()) && WISHES.contains(leg.because());
          boolean inTime = leg.repliedAt().isPresent() && ms(leg, leg.repliedAt().get()) <= limitMs;
          sum += written && inTime ? 1 : 0;
        }
      }
    }
    return sum;
  }

  static double denominator(Kind kind, long limitMs, Instant now, List<Leg> legs) {
    double count = 0;
    for (Leg leg : legs) {
      boolean wish = WISHES.contains(leg.because());
      boolean live = LIVE.contains(leg.channel());
      boolean answered = leg.answeredAt().isPresent();
      boolean ended = leg.endedAt().isPresent();
      boolean replied = leg.repliedAt().isPresent();
      boolean overdue = ms(leg, now) > limitMs;
      boolean counts =
          switch (kind) {
            case SL_T, ABN, ABN_SHORT ->
                live && wish && (answered || leg.abandonedAt().isPresent());
            case ASA -> live && wish && answered;
            case AHT -> wish && answered && ended;
            case FRT -> !live && wish && (replied || ended || overdue);
          };
      count += counts ? 1 : 0;
    }
    return count;
  }

  private static long ms(Leg leg, Instant until) {
    return Duration.between(leg.enteredAt(), until).toMillis();
  }
}

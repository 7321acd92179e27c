package it.sportello.indicator;

import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Satisfaction;
import it.sportello.history.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Counts legs for one definition: numerator and denominator, divided only at the very end.
final class Tally {
  /// The upper two of five marks.
  private static final int GOOD = 3;

  private final Definition definition;
  private final QueueClock clock;
  private final Instant now;
  private double numerator;
  private double denominator;

  Tally(Definition definition, QueueClock clock, Instant now) {
    this.definition = definition;
    this.clock = clock;
    this.now = now;
  }

  double numerator() {
    return numerator;
  }

  double denominator() {
    return denominator;
  }

  /// Counts the wait of a customer who waits in person.
  ///
  /// @param calledBack whether it was answered by calling back
  void waited(Leg leg, boolean calledBack) {
    if (!leg.live() || !isDecided(leg)) {
      return;
    }
    boolean answered = leg.answeredAt().isPresent();
    switch (definition.kind()) {
      case SL_T -> count(answered && isWithinLimit(time(leg)));
      case ASA -> {
        if (answered && !calledBack) {
          numerator += seconds(time(leg));
          denominator++;
        }
      }
      case ABN -> count(leg.abandonedAt().isPresent());
      case ABN_SHORT -> count(leg.abandonedAt().isPresent() && isWithinLimit(time(leg)));
      case AHT, FRT, CSAT, CSAT_GOOD, CSAT_RATE, CALLBK -> {}
    }
  }

  /// Counts the work on a stay that has ended.
  void worked(Leg leg) {
    if (definition.kind() == Definition.Kind.AHT && leg.answeredAt().isPresent()) {
      numerator += (leg.talkMs() + leg.holdMs() + leg.wrapUpMs()) / 1000.0;
      denominator += leg.isOffered() || leg.isOutgoing() ? 1 : 0;
    }
  }

  /// Counts the first reply to a message. Open and not yet due: nothing to say about it. Late or
  /// closed without an answer: counted, and against us.
  void received(FirstReply reply) {
    if (definition.kind() != Definition.Kind.FRT) {
      return;
    }
    boolean replied = reply.repliedAt().isPresent();
    Instant until = reply.repliedAt().orElse(now);
    boolean late = !isWithinLimit(clock.between(reply.queue(), reply.receivedAt(), until));
    if (replied || late || reply.endedAt().isPresent()) {
      count(replied && !late);
    }
  }

  /// Counts a promise to call back, unless nothing can be said about it yet, or any more.
  void promised(QueueId queue, Promise promise) {
    if (definition.kind() != Definition.Kind.CALLBK || promise.isForestalled()) {
      return;
    }
    Instant until = promise.ended().orElse(now);
    boolean late = !isWithinLimit(clock.between(queue, promise.at(), until));
    if (late || promise.ended().isPresent()) {
      count(promise.isKept() && !late);
    }
  }

  /// Counts what a customer said about a contact, or that nothing was said.
  void asked(Satisfaction satisfaction) {
    Optional<Integer> score = satisfaction.score();
    switch (definition.kind()) {
      case CSAT ->
          score.ifPresent(
              s -> {
                numerator += s;
                denominator++;
              });
      case CSAT_GOOD -> score.ifPresent(s -> count(s >= GOOD));
      case CSAT_RATE -> count(score.isPresent());
      case SL_T, ASA, ABN, ABN_SHORT, AHT, FRT, CALLBK -> {}
    }
  }

  private static boolean isDecided(Leg leg) {
    return leg.isOffered() && (leg.answeredAt().isPresent() || leg.abandonedAt().isPresent());
  }

  private Duration time(Leg leg) {
    Instant until = leg.answeredAt().or(leg::abandonedAt).orElse(now);
    return clock.between(leg.queue(), leg.enteredAt(), until);
  }

  /// Inclusive, on milliseconds: never rounded before comparing.
  private boolean isWithinLimit(Duration time) {
    return time.compareTo(definition.limit()) <= 0;
  }

  private void count(boolean hit) {
    denominator++;
    numerator += hit ? 1 : 0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}

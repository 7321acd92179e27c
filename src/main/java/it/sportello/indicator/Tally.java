package it.sportello.indicator;

import it.sportello.history.ContactHistory.Leg;
import java.time.Duration;
import java.time.Instant;

/// Counts legs for one definition: numerator and denominator, divided only at the very end.
final class Tally {
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

  void add(Leg leg) {
    boolean live = leg.channel().isLive();
    switch (definition.kind()) {
      case SL_T -> {
        if (live && isDecided(leg)) {
          count(leg.answeredAt().isPresent() && isWithinLimit(waited(leg)), 1);
        }
      }
      case ASA -> {
        if (live && leg.isOffered() && leg.answeredAt().isPresent()) {
          numerator += seconds(waited(leg));
          denominator++;
        }
      }
      case ABN -> {
        if (live && isDecided(leg)) {
          count(leg.abandonedAt().isPresent(), 1);
        }
      }
      case ABN_SHORT -> {
        if (live && isDecided(leg)) {
          count(leg.abandonedAt().isPresent() && isWithinLimit(waited(leg)), 1);
        }
      }
      case AHT -> {
        if (leg.answeredAt().isPresent() && leg.endedAt().isPresent()) {
          numerator += (leg.talkMs() + leg.holdMs() + leg.wrapUpMs()) / 1000.0;
          denominator += leg.isOffered() ? 1 : 0;
        }
      }
      case FRT -> {
        if (!live && leg.isOffered()) {
          firstReply(leg);
        }
      }
    }
  }

  /// Open and not yet due: nothing to say about it. Late or closed without an answer: counted, and
  /// against us.
  private void firstReply(Leg leg) {
    boolean replied = leg.repliedAt().isPresent();
    Duration taken = clock.between(leg.queue(), leg.enteredAt(), leg.repliedAt().orElse(now));
    boolean late = !isWithinLimit(taken);
    if (replied || late || leg.endedAt().isPresent()) {
      count(replied && !late, 1);
    }
  }

  private static boolean isDecided(Leg leg) {
    return leg.isOffered() && (leg.answeredAt().isPresent() || leg.abandonedAt().isPresent());
  }

  private Duration waited(Leg leg) {
    Instant until = leg.answeredAt().or(leg::abandonedAt).orElse(now);
    return clock.between(leg.queue(), leg.enteredAt(), until);
  }

  /// Inclusive, on milliseconds: never rounded before comparing.
  private boolean isWithinLimit(Duration time) {
    return time.compareTo(definition.limit()) <= 0;
  }

  private void count(boolean hit, int weight) {
    denominator += weight;
    numerator += hit ? weight : 0;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}

package it.sportello.history;

import it.sportello.base.OperatorId;
import it.sportello.contact.ContactEvent;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a leg grows.
final class Legs {
  private Legs() {}

  static Leg begun(ContactEvent.Queued e, it.sportello.base.Channel channel, Instant at) {
    return new Leg(
        e.queue(),
        channel,
        e.because().code(),
        at,
        e.deadline(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  static Leg answered(Leg leg, OperatorId operator, Instant at) {
    Optional<Instant> first = leg.answeredAt().or(() -> Optional.of(at));
    return with(
        leg, first, Optional.of(operator), leg.abandonedAt(), leg.repliedAt(), leg.endedAt());
  }

  /// Changes nothing in a leg that has ended.
  static Leg replied(Leg leg, Instant at) {
    if (leg.endedAt().isPresent()) {
      return leg;
    }
    Optional<Instant> first = leg.repliedAt().or(() -> Optional.of(at));
    return with(leg, leg.answeredAt(), leg.operator(), leg.abandonedAt(), first, leg.endedAt());
  }

  static Leg ended(Leg leg, Instant at) {
    Optional<Instant> end = leg.endedAt().or(() -> Optional.of(at));
    return with(leg, leg.answeredAt(), leg.operator(), leg.abandonedAt(), leg.repliedAt(), end);
  }

  static Leg abandoned(Leg leg, Instant at) {
    return with(
        leg, leg.answeredAt(), leg.operator(), Optional.of(at), leg.repliedAt(), leg.endedAt());
  }

  /// Adds the time that was spent in the state that ends now.
  static Leg spent(Leg leg, Status before, Instant at) {
    long ms = Math.max(0, Duration.between(before.since(), at).toMillis());
    return new Leg(
        leg.queue(),
        leg.channel(),
        leg.because(),
        leg.enteredAt(),
        leg.deadline(),
        leg.answeredAt(),
        leg.operator(),
        leg.abandonedAt(),
        leg.repliedAt(),
        leg.endedAt(),
        leg.talkMs() + (before.kind().equals("handling") ? ms : 0),
        leg.holdMs() + (before.kind().equals("hold") ? ms : 0),
        leg.wrapUpMs() + (before.kind().equals("wrapup") ? ms : 0));
  }

  private static Leg with(
      Leg leg,
      Optional<Instant> answeredAt,
      Optional<OperatorId> operator,
      Optional<Instant> abandonedAt,
      Optional<Instant> repliedAt,
      Optional<Instant> endedAt) {
    return new Leg(
        leg.queue(),
        leg.channel(),
        leg.because(),
        leg.enteredAt(),
        leg.deadline(),
        answeredAt,
        operator,
        abandonedAt,
        repliedAt,
        endedAt,
        leg.talkMs(),
        leg.holdMs(),
        leg.wrapUpMs());
  }
}

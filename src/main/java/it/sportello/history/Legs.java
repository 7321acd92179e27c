package it.sportello.history;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.history.ContactHistory.Leg;
import it.sportello.history.ContactHistory.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a leg grows.
final class Legs {
  private Legs() {}

  /// @param before the legs so far
  static Leg begun(ContactEvent.Queued e, Channel channel, List<Leg> before, Instant at) {
    return new Leg(
        e.queue(),
        channel,
        isLive(e.because(), channel, before),
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

  /// Work for a queue in which nobody waited.
  static Leg outgoing(QueueId queue, Instant at) {
    return new Leg(
        queue,
        Channel.VOICE,
        false,
        Leg.OUTGOING,
        at,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0);
  }

  /// A caller is there from the beginning, is taken along by transfers, and has gone before experts
  /// are asked or the contact is closed.
  private static boolean isLive(Because because, Channel channel, List<Leg> before) {
    if (channel != Channel.VOICE || because == Because.ARRIVED) {
      return channel.isLive();
    }
    return because == Because.TRANSFERRED && !before.isEmpty() && before.getLast().live();
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

  /// The wait goes on in another queue.
  static Leg moved(Leg leg, QueueId queue) {
    return new Leg(
        queue,
        leg.channel(),
        leg.live(),
        leg.because(),
        leg.enteredAt(),
        leg.deadline(),
        leg.answeredAt(),
        leg.operator(),
        leg.abandonedAt(),
        leg.repliedAt(),
        leg.endedAt(),
        leg.talkMs(),
        leg.holdMs(),
        leg.wrapUpMs());
  }

  /// Adds the time that was spent in the state that ends now.
  static Leg spent(Leg leg, Status before, Instant at) {
    long ms = Math.max(0, Duration.between(before.since(), at).toMillis());
    return new Leg(
        leg.queue(),
        leg.channel(),
        leg.live(),
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
        leg.live(),
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

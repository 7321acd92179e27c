package it.sportello.desk;

import it.sportello.mail.Reason;
import java.time.Duration;
import java.util.Optional;

/// Messages that have to leave: confirmed, delayed with a growing pause, or given up.
final class Outbox {
  /// Pauses between two attempts, the last one repeated: after three days a server that never
  /// answered is given up.
  private static final Duration[] PAUSES = {
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30),
    Duration.ofHours(2)
  };

  private static final int MAX_ATTEMPTS = 40;

  private Outbox() {}

  static void sent(Command.MessageSent c, Turn turn) {
    turn.state
        .outbox
        .get(c.id())
        .ifPresent(m -> turn.happened(new MailEvent.Sent(m.id(), m.contact(), m.n())));
  }

  /// @throws Turn.Refusal if it must not be sent now
  static void leaves(Command.MessageLeaves c, Turn turn) throws Turn.Refusal {
    Outgoing message =
        turn.state
            .outbox
            .get(c.id())
            .filter(m -> !m.leaving())
            .orElseThrow(
                () -> new Turn.Refusal("no-such-message", "message " + c.id() + " need not leave"));
    turn.happened(new MailEvent.Leaving(message.id(), message.contact(), message.n()));
  }

  static void uncertain(Command.MessageUncertain c, Turn turn) {
    turn.state
        .outbox
        .get(c.id())
        .ifPresent(
            m -> turn.happened(new MailEvent.Uncertain(m.id(), m.contact(), m.n(), c.why())));
  }

  /// Whatever was not confirmed before the last end is sent again, unless nobody knows whether it
  /// went and it must not go twice.
  static void started(Turn turn) {
    for (Outgoing message : turn.state.outbox.all().stream().toList()) {
      if (message.leaving()) {
        uncertain(new Command.MessageUncertain(message.id(), Reason.of(Reason.Code.STOPPED)), turn);
      } else {
        turn.act(new Effect.Send(message));
      }
    }
  }

  static void notSent(Command.MessageNotSent c, Turn turn) {
    Optional<Outgoing> known = turn.state.outbox.get(c.id());
    if (known.isEmpty()) {
      return;
    }
    Outgoing message = known.get();
    int attempts = message.attempts() + 1;
    if (c.permanent() || attempts >= MAX_ATTEMPTS) {
      turn.happened(new MailEvent.Failed(message.id(), message.contact(), message.n(), c.why()));
      return;
    }
    Duration pause = PAUSES[Math.min(attempts, PAUSES.length) - 1];
    turn.happened(
        new MailEvent.Delayed(
            message.id(), message.contact(), message.n(), attempts, turn.now.plus(pause), c.why()));
    turn.act(new Effect.Send(turn.state.outbox.get(c.id()).orElseThrow()));
  }
}

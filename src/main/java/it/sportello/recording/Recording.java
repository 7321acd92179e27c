package it.sportello.recording;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// A recording that goes on, or is not encrypted yet.
///
/// @param pausedUntil when silence ends by itself; empty while the talk is recorded
/// @param running whether the PBX still writes it
public record Recording(
    RecordingId id,
    CallId call,
    OperatorId operator,
    QueueId queue,
    int keepDays,
    Instant startedAt,
    Optional<Instant> pausedUntil,
    boolean running) {

  /// Returns the recording that begins.
  public static Recording begin(RecordingEvent.Started e, Instant at) {
    return new Recording(
        new RecordingId(e.id(), e.n()),
        e.call(),
        e.operator(),
        e.queue(),
        e.keepDays(),
        at,
        Optional.empty(),
        true);
  }

  /// Returns it paused until then, or going on.
  public Recording paused(Optional<Instant> until) {
    return new Recording(id, call, operator, queue, keepDays, startedAt, until, running);
  }

  /// Returns it ended.
  public Recording stopped() {
    return new Recording(id, call, operator, queue, keepDays, startedAt, Optional.empty(), false);
  }

  /// When it goes on by itself.
  public Optional<Instant> nextDeadline() {
    return pausedUntil;
  }
}

package it.sportello.history;

import it.sportello.base.OperatorId;
import it.sportello.history.ContactHistory.Sound;
import it.sportello.recording.RecordingEvent;
import it.sportello.supervision.SupervisionEvent;
import java.time.Instant;
import java.util.Optional;

/// What the history tells of recordings and of supervisors who listened.
final class Sounds {
  private Sounds() {}

  static ContactHistory apply(Draft d, RecordingEvent event) {
    return switch (event) {
      case RecordingEvent.Asked e ->
          d.consent("asked").line(e.asking().code(), Optional.empty()).done();
      case RecordingEvent.Consented e ->
          d.consent("given").line(e.digit().orElse(""), Optional.empty()).done();
      case RecordingEvent.Refused e ->
          d.consent("refused").line(e.digit().orElse(""), Optional.empty()).done();
      case RecordingEvent.Started e ->
          d.recording(
                  new Sound(
                      e.n(), d.at(), e.operator(), e.queue(), "recording", Optional.empty(), 0, 0))
              .line(Integer.toString(e.n()), Optional.of(e.operator()))
              .done();
      case RecordingEvent.Paused e ->
          d.recording(e.n(), s -> in(s, "paused", Optional.of(e.until())))
              .line("", Optional.of(e.operator()))
              .done();
      case RecordingEvent.Resumed e ->
          d.recording(e.n(), s -> in(s, "recording", Optional.empty()))
              .line("", e.operator())
              .done();
      case RecordingEvent.Stopped e ->
          d.recording(e.n(), s -> in(s, "stopped", Optional.empty()))
              .line(e.because(), Optional.empty())
              .done();
      case RecordingEvent.Kept e ->
          d.recording(
                  e.n(),
                  s ->
                      new Sound(
                          s.n(),
                          s.startedAt(),
                          s.operator(),
                          s.queue(),
                          "kept",
                          Optional.empty(),
                          e.bytes(),
                          e.millis()))
              .line(Integer.toString(e.n()), Optional.empty())
              .done();
      case RecordingEvent.Lost e ->
          d.recording(e.n(), s -> in(s, "lost", Optional.empty()))
              .line(e.reason(), Optional.empty())
              .done();
      case RecordingEvent.Heard e ->
          d.line(Integer.toString(e.n()), Optional.of(e.operator())).done();
      case RecordingEvent.Purged e ->
          d.recording(e.n(), s -> in(s, "purged", Optional.empty()))
              .line(Integer.toString(e.n()), Optional.empty())
              .done();
    };
  }

  private static Sound in(Sound s, String state, Optional<Instant> until) {
    return new Sound(
        s.n(), s.startedAt(), s.operator(), s.queue(), state, until, s.bytes(), s.millis());
  }

  static ContactHistory apply(Draft d, SupervisionEvent event) {
    Optional<OperatorId> nobody = Optional.empty();
    return switch (event) {
      case SupervisionEvent.Asked e -> d.line(e.mode().code(), Optional.of(e.supervisor())).done();
      case SupervisionEvent.Began _ -> d.line("", nobody).done();
      case SupervisionEvent.Switched e -> d.line(e.mode().code(), nobody).done();
      case SupervisionEvent.Ended e -> d.line(e.because(), nobody).done();
    };
  }
}

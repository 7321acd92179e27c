package it.sportello.recording;

import it.sportello.base.QueueId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the configuration says of recordings.
///
/// @param queues those whose talks are recorded
/// @param pauseAtMost after which time a paused recording goes on by itself
public record RecordingRules(Map<QueueId, QueueRecording> queues, Duration pauseAtMost) {
  /// Nothing is recorded.
  public static final RecordingRules NONE = new RecordingRules(Map.of(), Duration.ofMinutes(3));

  public RecordingRules {
    queues = Map.copyOf(queues);
  }

  /// How talks of a queue are recorded; empty if they are not.
  public Optional<QueueRecording> of(QueueId queue) {
    return Optional.ofNullable(queues.get(queue));
  }
}

package it.sportello.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import it.sportello.desk.Committed;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Recorded;
import it.sportello.recording.RecordingEvent;
import it.sportello.supervision.SupervisionEvent;
import it.sportello.telephony.SpyMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what became of recordings and questions about them, and the sessions of supervisors.
///
/// Called on the desk lane.
public final class MediaMeters implements Watcher {
  private final MeterRegistry registry;
  private final Map<String, SpyMode> modes = new HashMap<>();
  private final Set<String> heard = new HashSet<>();
  private final AtomicInteger listening = new AtomicInteger();

  public MediaMeters(MeterRegistry registry) {
    this.registry = registry;
    for (String result : new String[] {"consented", "refused", "kept", "lost", "heard", "purged"}) {
      recordings(result, 0);
    }
    for (SpyMode mode : SpyMode.values()) {
      sessions(mode, 0);
    }
    Gauge.builder("contactcenter.supervisions.running", listening, AtomicInteger::get)
        .register(registry);
  }

  @Override
  public void committed(Committed committed) {
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof RecordingEvent e) {
        recording(e);
      } else if (recorded.fact() instanceof SupervisionEvent e) {
        supervision(e);
      }
    }
  }

  private void recording(RecordingEvent event) {
    switch (event) {
      case RecordingEvent.Consented _ -> recordings("consented", 1);
      case RecordingEvent.Refused _ -> recordings("refused", 1);
      case RecordingEvent.Kept _ -> recordings("kept", 1);
      case RecordingEvent.Lost _ -> recordings("lost", 1);
      case RecordingEvent.Heard _ -> recordings("heard", 1);
      case RecordingEvent.Purged _ -> recordings("purged", 1);
      case RecordingEvent.Asked _,
          RecordingEvent.Started _,
          RecordingEvent.Paused _,
          RecordingEvent.Resumed _,
          RecordingEvent.Stopped _ -> {}
    }
  }

  private void recordings(String result, int by) {
    registry.counter("sportello.recordings", "result", result).increment(by);
  }

  /// A session counts when the supervisor hears the talk, and once more for each other mode.
  private void supervision(SupervisionEvent event) {
    switch (event) {
      case SupervisionEvent.Asked e -> modes.put(e.session(), e.mode());
      case SupervisionEvent.Began e -> {
        listening.incrementAndGet();
        sessions(modes.getOrDefault(e.session(), SpyMode.LISTEN), 1);
        heard.add(e.session());
      }
      case SupervisionEvent.Switched e -> sessions(e.mode(), 1);
      case SupervisionEvent.Ended e -> {
        modes.remove(e.session());
        if (heard.remove(e.session())) {
          listening.decrementAndGet();
        }
      }
    }
  }

  private void sessions(SpyMode mode, int by) {
    registry.counter("contactcenter.supervisions", "mode", mode.code()).increment(by);
  }
}

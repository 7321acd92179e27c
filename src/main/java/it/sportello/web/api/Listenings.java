package it.sportello.web.api;

import it.sportello.base.OperatorId;
import it.sportello.recording.RecordingId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who may listen to which recording right now. Each listening was recorded before it got its
/// token; the requests of one player share it. Safe to use from several threads.
final class Listenings {
  /// Longer than any talk; then the page asks again.
  private static final Duration LASTS = Duration.ofHours(2);

  private static final int MOST = 1000;

  private record Open(OperatorId operator, RecordingId recording, Instant until) {}

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final Map<String, Open> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
          return size() > MOST;
        }
      };

  Listenings(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String begin(OperatorId operator, RecordingId recording) {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    open.put(token, new Open(operator, recording, clock.instant().plus(LASTS)));
    return token;
  }

  synchronized boolean may(String token, OperatorId operator, RecordingId recording) {
    Open found = open.get(token);
    return found != null
        && found.operator().equals(operator)
        && found.recording().equals(recording)
        && clock.instant().isBefore(found.until());
  }
}

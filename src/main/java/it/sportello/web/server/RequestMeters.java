package it.sportello.web.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import it.sportello.observe.Meters;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/// Times requests by method, template and status, without looking a meter up each time.
final class RequestMeters {
  private record Key(String method, String template, int status) {}

  private final MeterRegistry meters;
  private final ConcurrentHashMap<Key, Timer> timers = new ConcurrentHashMap<>();

  RequestMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /// @param method one of [Method], or `other`: what clients invent must not become meters
  void answered(String method, String template, int status, long nanos) {
    timers
        .computeIfAbsent(new Key(method, template, status), this::timer)
        .record(Duration.ofNanos(nanos));
  }

  private Timer timer(Key key) {
    return Timer.builder(Meters.HTTP_REQUESTS)
        .tags("method", key.method, "route", key.template, "status", Integer.toString(key.status))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2))
        .register(meters);
  }

  /// A request that was cut short.
  void cut(String reason) {
    meters.counter(Meters.HTTP_CUT, "reason", reason).increment();
  }
}

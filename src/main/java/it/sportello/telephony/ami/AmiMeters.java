package it.sportello.telephony.ami;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what passes between us and Asterisk. Event names come from outside, so only the first
/// sixty get a counter of their own. Any thread.
final class AmiMeters {
  private static final Logger LOG = LoggerFactory.getLogger(AmiMeters.class);
  private static final int MOST_NAMES = 60;

  private final MeterRegistry meters;
  private final Map<String, Counter> events = new ConcurrentHashMap<>();

  AmiMeters(MeterRegistry meters, BooleanSupplier linkUp) {
    this.meters = meters;
    meters.gauge("sportello.phone.link.up", linkUp, up -> up.getAsBoolean() ? 1 : 0);
  }

  /// Counts one AMI event; the first of a name that is not ours is also logged.
  void event(String name, boolean ours) {
    Counter counter = events.get(name);
    if (counter == null) {
      counter = firstOf(name, ours);
    }
    counter.increment();
  }

  private Counter firstOf(String name, boolean ours) {
    if (events.size() >= MOST_NAMES) {
      return meters.counter("sportello.phone.events", "event", "other");
    }
    if (!ours) {
      LOG.debug("AMI event {} said nothing to us; more of them are only counted", name);
    }
    return events.computeIfAbsent(name, n -> meters.counter("sportello.phone.events", "event", n));
  }

  void linkLost() {
    meters.counter("sportello.phone.link.lost").increment();
  }

  /// @param result `sent`, `refused` by Asterisk, or `dropped` because the link is down
  void request(String action, String result) {
    meters.counter("sportello.phone.requests", "action", action, "result", result).increment();
  }
}

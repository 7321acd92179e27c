package it.sportello.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Counts opening time minute by minute, looking at a clock on the wall that nobody turns back: in
/// the hour that comes twice it stays where it was. Slow, and simple enough to be believed.
final class NaiveHours {
  private final ZoneId zone;
  private final Function<LocalDate, List<Opening>> on;
  private final Map<LocalDate, BitSet> openMinutes = new HashMap<>();

  NaiveHours(ZoneId zone, Function<LocalDate, List<Opening>> on) {
    this.zone = zone;
    this.on = on;
  }

  boolean isOpen(Instant minute) {
    LocalDate date = LocalDate.ofInstant(minute, zone);
    Instant midnight = date.atStartOfDay(zone).toInstant();
    return openMinutes
        .computeIfAbsent(date, this::look)
        .get((int) ChronoUnit.MINUTES.between(midnight, minute));
  }

  private BitSet look(LocalDate date) {
    var open = new BitSet();
    int latest = 0;
    Instant midnight = date.atStartOfDay(zone).toInstant();
    Instant next = date.plusDays(1).atStartOfDay(zone).toInstant();
    for (int i = 0; midnight.plus(i, ChronoUnit.MINUTES).isBefore(next); i++) {
      LocalTime time = LocalTime.ofInstant(midnight.plus(i, ChronoUnit.MINUTES), zone);
      latest = Math.max(latest, time.getHour() * 60 + time.getMinute());
      for (Opening opening : on.apply(date)) {
        if (opening.fromMinute() <= latest && latest < opening.toMinute()) {
          open.set(i);
        }
      }
    }
    return open;
  }

  Duration between(Instant from, Instant to) {
    long minutes = 0;
    for (Instant at = from; at.isBefore(to); at = at.plus(1, ChronoUnit.MINUTES)) {
      minutes += isOpen(at) ? 1 : 0;
    }
    return Duration.ofMinutes(minutes);
  }

  Instant plus(Instant from, Duration span) {
    Instant at = from;
    for (long left = span.toMinutes(); left > 0; at = at.plus(1, ChronoUnit.MINUTES)) {
      left -= isOpen(at) ? 1 : 0;
    }
    return at;
  }
}

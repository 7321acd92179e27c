package it.sportello.indicator;

import java.time.Instant;

/// What a report covers: from `from` until just before `to`.
public record Period(Instant from, Instant to) {
  boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}

package it.sportello.access;

import it.sportello.base.OperatorId;
import java.time.Instant;

/// One session as it is kept.
///
/// @param id the SHA-256 of the token
/// @param seenAt the last sign of life
record OpenSession(String id, OperatorId user, Instant openedAt, Instant seenAt) {
  boolean hasEnded(SessionTimes times, Instant now) {
    return now.isAfter(seenAt.plus(times.idle())) || now.isAfter(openedAt.plus(times.absolute()));
  }

  OpenSession seen(Instant now) {
    return new OpenSession(id, user, openedAt, now);
  }
}

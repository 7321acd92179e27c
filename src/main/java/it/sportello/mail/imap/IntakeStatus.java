package it.sportello.mail.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is known about one intake, to be read at any time without waiting for it.
///
/// @param doing one word: `connecting`, `taking`, `waiting`, `pausing`, `closed`
/// @param lastSuccess when the folder was last read to its end; at first, when the intake started
/// @param failure why the last round ended early; empty after a success
record IntakeStatus(
    String doing,
    Instant lastSuccess,
    String failure,
    long failuresInARow,
    long uidValidity,
    long lastUid,
    long taken) {

  static IntakeStatus started(Instant now) {
    return new IntakeStatus("connecting", now, "", 0, 0, 0, 0);
  }

  IntakeStatus now(String doing) {
    return new IntakeStatus(
        doing, lastSuccess, failure, failuresInARow, uidValidity, lastUid, taken);
  }

  IntakeStatus succeeded(Instant now) {
    return new IntakeStatus("waiting", now, "", 0, uidValidity, lastUid, taken);
  }

  IntakeStatus failed(String why) {
    return new IntakeStatus(
        "pausing", lastSuccess, why, failuresInARow + 1, uidValidity, lastUid, taken);
  }

  IntakeStatus took(long uidValidity, long uid) {
    return new IntakeStatus(
        "taking", lastSuccess, failure, failuresInARow, uidValidity, uid, taken + 1);
  }

  /// Returns what is wrong, if nothing was read to its end for longer than is allowed.
  Optional<String> trouble(Instant now, Duration allowed) {
    if (!lastSuccess.plus(allowed).isBefore(now)) {
      return Optional.empty();
    }
    return Optional.of(
        "no mail could be read since "
            + lastSuccess
            + (failure.isEmpty() ? ", it is still " + doing : ": " + failure));
  }

  Map<String, Object> asMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("doing", doing);
    map.put("lastSuccess", lastSuccess.toString());
    map.put("failure", failure);
    map.put("failuresInARow", failuresInARow);
    map.put("uidValidity", uidValidity);
    map.put("lastUid", lastUid);
    map.put("taken", taken);
    return map;
  }
}

package it.sportello.supervision;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.time.Instant;
import java.util.Optional;

/// One session of a supervisor, from the call to the supervisor's phone to its end.
///
/// @param operator whose talk it is
/// @param began when the supervisor could hear it; empty while the phone rings
/// @param until when it is over if nobody answers
public record Supervision(
    SpyId id,
    ContactId contact,
    OperatorId supervisor,
    OperatorId operator,
    SpyMode mode,
    Optional<Instant> began,
    Instant until) {

  /// Returns the session that begins.
  public static Supervision begin(SupervisionEvent.Asked e) {
    return new Supervision(
        new SpyId(e.session()),
        e.id(),
        e.supervisor(),
        e.operator(),
        e.mode(),
        Optional.empty(),
        e.until());
  }

  /// Returns the session after the supervisor answered.
  public Supervision heard(Instant at) {
    return new Supervision(id, contact, supervisor, operator, mode, Optional.of(at), until);
  }

  /// Returns the session in another mode.
  public Supervision in(SpyMode next) {
    return new Supervision(id, contact, supervisor, operator, next, began, until);
  }

  /// When it is over if nobody answers.
  public Optional<Instant> nextDeadline() {
    return began.isPresent() ? Optional.empty() : Optional.of(until);
  }
}

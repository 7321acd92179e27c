package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import java.time.Instant;

/// An operator wraps up what somebody else goes on with: the caller was given to a colleague.
public record Parting(OperatorId operator, ContactId contact, Instant since, Instant until) {
  /// Names the end of one among all that is due.
  record End(OperatorId operator) {}

  End end() {
    return new End(operator);
  }
}

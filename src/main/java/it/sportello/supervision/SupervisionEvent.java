package it.sportello.supervision;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.journal.Fact;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.time.Instant;

/// What happens in a supervisor's session. It stands in the journal under the contact.
public sealed interface SupervisionEvent extends Fact {
  /// The contact whose talk it is.
  ContactId id();

  /// The session.
  String session();

  @Override
  default String subject() {
    return "contact/" + id();
  }

  /// The supervisor's phone is called.
  ///
  /// @param session a [SpyId]'s value
  /// @param operator whose talk it is
  /// @param until when the session is over if nobody answers
  record Asked(
      ContactId id,
      String session,
      OperatorId supervisor,
      OperatorId operator,
      SpyMode mode,
      Instant until)
      implements SupervisionEvent {}

  /// The supervisor hears the talk.
  record Began(ContactId id, String session) implements SupervisionEvent {}

  /// The supervisor takes part in another way.
  record Switched(ContactId id, String session, SpyMode mode) implements SupervisionEvent {}

  /// The session is over.
  ///
  /// @param because `supervisor-left`, `talk-ended` or `unreachable`
  record Ended(ContactId id, String session, String because) implements SupervisionEvent {}
}

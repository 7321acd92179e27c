package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.Personal;
import it.sportello.journal.Fact;
import it.sportello.telephony.CallId;
import java.time.Instant;
import java.util.Optional;

/// What happens while an operator asks somebody during a call. It stands in the journal under the
/// contact.
public sealed interface ConsultEvent extends Fact {
  /// The contact the call is.
  ContactId id();

  @Override
  default String subject() {
    return "contact/" + id();
  }

  /// Somebody is rung; the caller hears music.
  ///
  /// @param colleague empty for somebody outside
  /// @param number of somebody outside, E.164; empty for a colleague
  record Asked(
      ContactId id,
      CallId call,
      OperatorId operator,
      Optional<OperatorId> colleague,
      @Personal String number)
      implements ConsultEvent {}

  /// Who was asked answered and talks with the operator.
  record Joined(ContactId id, CallId call) implements ConsultEvent {}

  /// The operator swapped, or brought all together.
  record Shifted(ContactId id, CallId call, Consult.Phase phase) implements ConsultEvent {}

  /// Who was asked is not in the call any more; the operator still is.
  record Ended(ContactId id, CallId call, ConsultEnd because) implements ConsultEvent {}

  /// Who was asked has the caller now.
  ///
  /// @param by the operator who asked
  /// @param to the colleague; empty for somebody outside
  /// @param wrapUpUntil until when the operator who asked wraps up, if it was a colleague
  record Completed(
      ContactId id, CallId call, OperatorId by, Optional<OperatorId> to, Instant wrapUpUntil)
      implements ConsultEvent {}

  /// The operator who gave the caller away has written down what there was to write.
  record WrappedUp(ContactId id, OperatorId operator) implements ConsultEvent {}
}

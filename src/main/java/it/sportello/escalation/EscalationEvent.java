package it.sportello.escalation;

import it.sportello.base.CenterId;
import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.Personal;
import it.sportello.journal.Fact;
import java.time.Instant;

/// What can happen to an escalation. It stands in the journal under the contact it is about.
public sealed interface EscalationEvent extends Fact {
  /// Which escalation.
  EscalationId id();

  /// The contact it is about.
  ContactId contact();

  @Override
  default String subject() {
    return "contact/" + contact();
  }

  /// An operator asked.
  record Asked(
      EscalationId id,
      ContactId contact,
      CenterId center,
      OperatorId operator,
      Instant due,
      @Personal String question)
      implements EscalationEvent {}

  /// An expert answered.
  record OpinionGiven(EscalationId id, ContactId contact, OperatorId by, @Personal String text)
      implements EscalationEvent {}

  /// The term passed.
  record Expired(EscalationId id, ContactId contact) implements EscalationEvent {}
}

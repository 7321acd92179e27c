package it.sportello.escalation;

import it.sportello.base.CenterId;
import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import java.time.Instant;

/// One question to a competence center.
///
/// @param due when the opinion is expected
public record Escalation(
    EscalationId id,
    ContactId contact,
    CenterId center,
    OperatorId askedBy,
    String question,
    Instant askedAt,
    Instant due,
    State state) {

  /// Where the question is.
  public sealed interface State {
    /// Nobody has answered yet.
    record Open() implements State {}

    /// An expert answered. An opinion is welcome even after the term.
    record Answered(OperatorId by, Instant at, String opinion) implements State {}

    /// The term passed without an opinion; the contact went back to its queue.
    record Expired(Instant at) implements State {}
  }

  /// Returns the escalation that begins with this event.
  public static Escalation begin(EscalationEvent.Asked e, Instant at) {
    return new Escalation(
        e.id(), e.contact(), e.center(), e.operator(), e.question(), at, e.due(), new State.Open());
  }

  /// Returns the escalation after this event.
  public Escalation after(EscalationEvent event, Instant at) {
    return switch (event) {
      case EscalationEvent.Asked e -> begin(e, at);
      case EscalationEvent.OpinionGiven e -> in(new State.Answered(e.by(), at, e.text()));
      case EscalationEvent.Expired _ -> in(new State.Expired(at));
    };
  }

  private Escalation in(State next) {
    return new Escalation(id, contact, center, askedBy, question, askedAt, due, next);
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.escalation.Escalation;
import it.sportello.journal.Recorded;
import it.sportello.operator.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one commit changed, for those who watch the desk.
///
/// @param recorded what happened, in order
/// @param contacts every contact it touched, as it is now; empty if it is closed
/// @param operators every operator it touched, as they are now
/// @param consults the consult of every contact it touched that has one now
/// @param partings all operators who wrap up what somebody else goes on with
/// @param escalations every question it touched, as it is now; empty if its contact is closed
public record Committed(
    List<Recorded> recorded,
    Map<ContactId, Optional<Contact>> contacts,
    Map<OperatorId, Operator> operators,
    Map<EscalationId, Optional<Escalation>> escalations,
    Map<ContactId, Consult> consults,
    List<Parting> partings) {

  /// The sequence of the last entry.
  public long sequence() {
    return recorded.getLast().entry().sequence();
  }

  /// Hears of every commit, on the desk lane: must hand over and return at once.
  @FunctionalInterface
  public interface Watcher {
    /// Called after the commit and before whoever sent the commands is told.
    void committed(Committed committed);
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.escalation.Escalation;
import it.sportello.escalation.EscalationEvent;
import it.sportello.journal.Recorded;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts together what a commit changed.
final class Touched {
  private Touched() {}

  static Committed by(List<Recorded> recorded, DeskState state) {
    Map<ContactId, Optional<Contact>> contacts = new LinkedHashMap<>();
    Map<OperatorId, Operator> operators = new LinkedHashMap<>();
    Map<EscalationId, Optional<Escalation>> escalations = new LinkedHashMap<>();
    for (Recorded one : recorded) {
      switch (one.fact()) {
        case ContactEvent e -> contacts.put(e.id(), state.contacts.get(e.id()));
        case OperatorEvent e -> operators.put(e.id(), state.operator(e.id()));
        case EscalationEvent e -> escalations.put(e.id(), state.escalations.get(e.id()));
        case ConsultEvent e -> contacts.put(e.id(), state.contacts.get(e.id()));
        case MailEvent.Sent e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Bounced e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Failed e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Certified e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Scanned e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.ReceiptMissing e ->
            contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.NoLongerAwaited e ->
            contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Uncertain e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        case MailEvent.Delayed e -> contacts.put(e.contact(), state.contacts.get(e.contact()));
        default -> {}
      }
    }
    Map<ContactId, Consult> consults = new LinkedHashMap<>();
    contacts.forEach(
        (id, contact) ->
            contact.flatMap(state.rooms::of).ifPresent(consult -> consults.put(id, consult)));
    return new Committed(
        recorded, contacts, operators, escalations, consults, List.copyOf(state.openPartings()));
  }
}

package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.contact.ContactState.OnHold;
import java.util.List;
import java.util.Optional;

/// Written work lies aside while its operator has somebody on the line, and is taken up again when
/// that contact is out of their hands.
///
/// From the moment a call is taken to the end of its wrap-up the written work is on hold: that time
/// is not counted as work on it.
final class Interruptions {
  private Interruptions() {}

  /// Looks at everybody whose hands changed in this turn.
  static void settle(Turn turn) {
    for (OperatorId operator : turn.state.hands.takeChanged()) {
      settle(operator, turn);
    }
    // what this changed itself
    turn.state.hands.forgetChanges();
  }

  private static void settle(OperatorId operator, Turn turn) {
    List<Contact> all =
        turn.state.hands.of(operator).stream()
            .flatMap(id -> turn.state.contacts.get(id).stream())
            .toList();
    boolean onTheLine = all.stream().anyMatch(c -> c.isLive() && !(c.state() instanceof Offered));
    for (Contact contact : all) {
      if (contact.isLive()) {
        continue;
      }
      if (onTheLine && contact.state() instanceof Handling) {
        turn.tell(Optional.of(contact), new ContactCommand.Hold(operator));
      } else if (!onTheLine && contact.state() instanceof OnHold) {
        turn.tell(Optional.of(contact), new ContactCommand.Resume(operator));
      }
    }
  }
}

package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactState;
import java.util.Optional;

/// What happens because its instant has come.
final class Timers {
  private Timers() {}

  static void tick(Turn turn) {
    for (Object id : turn.state.deadlines.until(turn.now)) {
      switch (id) {
        case ContactId contact -> turn.state.contacts.get(contact).ifPresent(c -> due(c, turn));
        case OperatorId operator -> Operators.lost(operator, turn);
        default -> throw new IllegalStateException("nothing of the desk is due as " + id);
      }
    }
  }

  private static void due(Contact contact, Turn turn) {
    if (contact.state() instanceof ContactState.Escalated) {
      Experts.expire(contact.id(), turn);
      return;
    }
    turn.tell(Optional.of(contact), new ContactCommand.TimePassed(Queueing.askAgainAt(turn)));
    if (contact.state() instanceof ContactState.Offered offered) {
      contact.call().ifPresent(call -> turn.act(new Effect.BackToWaiting(call)));
      Operators.pauseForNotAnswering(offered.operator(), turn);
    }
  }
}

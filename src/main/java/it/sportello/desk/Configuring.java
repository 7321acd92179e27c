package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactCommand;
import it.sportello.operator.Operator;
import java.util.List;
import java.util.Optional;

/// Puts other rules in force while the desk works. Deadlines that contacts have stay as they are.
final class Configuring {
  private Configuring() {}

  static void use(Command.Configure c, Turn turn) throws Turn.Refusal {
    if (!c.rules().routing().order().equals(turn.rules.routing().order())) {
      throw new Turn.Refusal("restart-needed", "the order of contacts is fixed at the start");
    }
    turn.use(c.rules());
    turn.happened(new Configured(c.by(), c.changes()));
    for (OperatorId gone : gone(turn)) {
      turn.state
          .inHandsOf(gone)
          .toList()
          .forEach(
              contact ->
                  turn.tell(
                      Optional.of(contact),
                      new ContactCommand.GiveBack(gone, Because.OPERATOR_LOST, turn.now, "")));
    }
  }

  /// Who has work in hands, but is no operator any more. A talk goes on until it ends.
  private static List<OperatorId> gone(Turn turn) {
    return turn.state.operators.all().stream()
        .map(Operator::id)
        .filter(id -> !turn.rules.operators().containsKey(id))
        .sorted()
        .toList();
  }
}

package it.sportello.desk;

import it.sportello.base.OperatorId;
import it.sportello.contact.Because;
import it.sportello.contact.ContactEvent;
import it.sportello.journal.Fact;
import it.sportello.operator.OperatorEvent;
import java.time.Duration;
import java.util.List;

/// Offers that operators let pass, in a row: each one makes it longer until they are asked about
/// that contact again, and after some of them the desk chooses a pause.
final class Passes {
  /// The wait doubles with each offer that is let pass, up to this many times.
  private static final int MOST_DOUBLINGS = 4;

  private Passes() {}

  /// How long an operator who lets an offer pass now is not asked about that contact.
  static Duration penalty(OperatorId operator, Turn turn) {
    int before = Math.min(turn.state.operator(operator).passed(), MOST_DOUBLINGS);
    return turn.rules.askAgainAfter().multipliedBy(1L << before);
  }

  /// Whether the offer that is let pass now is one too many.
  static boolean isLast(OperatorId operator, Turn turn) {
    return turn.state.operator(operator).passed() + 1 >= turn.rules.routing().pauseAfter();
  }

  /// Counts what these facts say.
  static void count(List<Fact> facts, Turn turn) {
    for (Fact fact : facts) {
      if (fact instanceof ContactEvent.Returned e
          && (e.because() == Because.DECLINED || e.because() == Because.EXPIRED)) {
        turn.happened(
            new OperatorEvent.Passed(e.operator(), turn.state.operator(e.operator()).passed() + 1));
      } else if (fact instanceof ContactEvent.Accepted e
          && turn.state.operator(e.operator()).passed() > 0) {
        turn.happened(new OperatorEvent.Passed(e.operator(), 0));
      }
    }
  }
}

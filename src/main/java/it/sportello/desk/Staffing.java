package it.sportello.desk;

import it.sportello.base.QueueId;
import java.time.Instant;

/// Whether anybody who may take a queue's contacts is logged in.
final class Staffing {
  /// What the desk knows of one queue.
  ///
  /// @param since when that began
  record Row(QueueId queue, boolean staffed, Instant since) {}

  private Staffing() {}

  /// Records what has changed with the operators.
  static void settle(Turn turn) {
    if (!turn.state.matcher().takeStaffChanged()) {
      return;
    }
    for (QueueId queue : turn.rules.queues().keySet().stream().sorted().toList()) {
      boolean staffed = turn.state.matcher().isStaffed(queue);
      boolean known =
          turn.state.staffing.get(queue).filter(r -> r.staffed() == staffed).isPresent();
      if (!known) {
        turn.happened(new Staffed(queue, staffed));
      }
    }
  }
}

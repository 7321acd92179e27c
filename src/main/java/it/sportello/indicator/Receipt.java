package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something a customer wrote that waits for a first reply, through all queues it passes.
///
/// @param queue the queue that had it when the first reply was written; without a reply, the last
///   one that had it
/// @param receivedAt when it entered the first queue
/// @param repliedAt when a person first answered in writing
/// @param endedAt when the contact was closed
record Receipt(
    QueueId queue,
    Channel channel,
    Instant receivedAt,
    Optional<Instant> repliedAt,
    Optional<Instant> endedAt) {

  /// Returns what was received in writing, oldest first. Calls, and what is left of them, is not.
  static List<Receipt> of(List<Leg> legs) {
    var receipts = new ArrayList<Receipt>();
    var way = new ArrayList<Leg>();
    for (Leg leg : legs) {
      if (leg.isReceived()) {
        end(way, receipts);
      }
      way.add(leg);
    }
    end(way, receipts);
    return receipts;
  }

  private static void end(List<Leg> way, List<Receipt> receipts) {
    if (!way.isEmpty() && way.getFirst().isReceived() && !way.getFirst().live()) {
      receipts.add(along(way));
    }
    way.clear();
  }

  private static Receipt along(List<Leg> way) {
    Optional<Leg> replied = way.stream().filter(leg -> leg.repliedAt().isPresent()).findFirst();
    Leg first = way.getFirst();
    return new Receipt(
        replied.orElse(way.getLast()).queue(),
        first.channel(),
        first.enteredAt(),
        replied.flatMap(Leg::repliedAt),
        way.getLast().endedAt());
  }
}

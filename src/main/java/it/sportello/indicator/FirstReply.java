package it.sportello.indicator;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first reply to something a customer wrote, given or awaited, through all queues it passes.
///
/// @param queue the queue that had it when the first reply was written; without a reply, the last
///   one that had it
/// @param receivedAt when it entered the first queue
/// @param repliedAt when a person first answered in writing
/// @param endedAt when the contact was closed
record FirstReply(
    QueueId queue,
    Channel channel,
    Instant receivedAt,
    Optional<Instant> repliedAt,
    Optional<Instant> endedAt) {

  /// Returns one for each message that began a wait, oldest first. Calls have none.
  static List<FirstReply> of(List<Leg> legs) {
    var replies = new ArrayList<FirstReply>();
    var way = new ArrayList<Leg>();
    for (Leg leg : legs) {
      if (leg.isReceived()) {
        end(way, replies);
      }
      way.add(leg);
    }
    end(way, replies);
    return replies;
  }

  private static void end(List<Leg> way, List<FirstReply> replies) {
    if (!way.isEmpty() && way.getFirst().isReceived() && !way.getFirst().live()) {
      replies.add(along(way));
    }
    way.clear();
  }

  private static FirstReply along(List<Leg> way) {
    Optional<Leg> replied = way.stream().filter(leg -> leg.repliedAt().isPresent()).findFirst();
    Leg first = way.getFirst();
    return new FirstReply(
        replied.orElse(way.getLast()).queue(),
        first.channel(),
        first.enteredAt(),
        replied.flatMap(Leg::repliedAt),
        way.getLast().endedAt());
  }
}

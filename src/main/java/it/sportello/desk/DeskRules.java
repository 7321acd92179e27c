package it.sportello.desk;

import it.sportello.base.CenterId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.escalation.Center;
import it.sportello.operator.OperatorProfile;
import it.sportello.recording.RecordingRules;
import it.sportello.routing.Queue;
import it.sportello.routing.RoutingRules;
import java.time.Duration;
import java.util.Map;

/// What the configuration says, as far as the desk decides by it.
///
/// @param numbers dialled number to queue
/// @param defaultQueue for a number that nobody configured
/// @param reopenWithin how long after closing a customer's message opens the same contact again
/// @param consoleGrace how long an operator without a console keeps their work
/// @param askAgainAfter from when an operator who gave a contact back may be asked about it again
/// @param preferFor how long a contact waits for the operator who knows it
/// @param talks how talks are treated
/// @param reception what callers hear before an operator answers
/// @param pec how certified mail is treated
/// @param routing how contacts and operators are brought together
/// @param recording which talks are recorded
public record DeskRules(
    Map<QueueId, Queue> queues,
    Map<OperatorId, OperatorProfile> operators,
    Map<CenterId, Center> centers,
    Map<String, QueueId> numbers,
    QueueId defaultQueue,
    Duration reopenWithin,
    Duration consoleGrace,
    Duration askAgainAfter,
    Duration preferFor,
    Queue.DeadlineClock centerClock,
    TalkRules talks,
    ReceptionRules reception,
    RoutingRules routing,
    RecordingRules recording,
    PecRules pec) {
  public DeskRules {
    queues = Map.copyOf(queues);
    operators = Map.copyOf(operators);
    centers = Map.copyOf(centers);
    numbers = Map.copyOf(numbers);
    if (!queues.containsKey(defaultQueue)) {
      throw new IllegalArgumentException("default queue " + defaultQueue + " is no queue");
    }
  }

  /// A center with the usual routing, in which nothing is recorded, and without certified mail.
  public DeskRules(
      Map<QueueId, Queue> queues,
      Map<OperatorId, OperatorProfile> operators,
      Map<CenterId, Center> centers,
      Map<String, QueueId> numbers,
      QueueId defaultQueue,
      Duration reopenWithin,
      Duration consoleGrace,
      Duration askAgainAfter,
      Duration preferFor,
      Queue.DeadlineClock centerClock,
      TalkRules talks,
      ReceptionRules reception) {
    this(
        queues,
        operators,
        centers,
        numbers,
        defaultQueue,
        reopenWithin,
        consoleGrace,
        askAgainAfter,
        preferFor,
        centerClock,
        talks,
        reception,
        RoutingRules.USUAL,
        RecordingRules.NONE,
        PecRules.NONE);
  }

  /// Returns these rules with certified mailboxes.
  public DeskRules withPec(PecRules other) {
    return with(operators, reception, routing, recording, other);
  }

  /// Returns these rules with another order, for a comparison of both.
  public DeskRules withRouting(RoutingRules other) {
    return with(operators, reception, other, recording, pec);
  }

  /// Returns these rules for other operators, and for callers who are told nothing while they wait:
  /// announcements change nothing but what is heard, and nothing is recorded.
  public DeskRules forSimulation(Map<OperatorId, OperatorProfile> others) {
    return with(others, reception.silent(), routing, RecordingRules.NONE, pec);
  }

  /// Returns these rules with others for recordings.
  public DeskRules withRecording(RecordingRules other) {
    return with(operators, reception, routing, other, pec);
  }

  private DeskRules with(
      Map<OperatorId, OperatorProfile> people,
      ReceptionRules words,
      RoutingRules order,
      RecordingRules sound,
      PecRules certified) {
    return new DeskRules(
        queues,
        people,
        centers,
        numbers,
        defaultQueue,
        reopenWithin,
        consoleGrace,
        askAgainAfter,
        preferFor,
        centerClock,
        talks,
        words,
        order,
        sound,
        certified);
  }

  /// Returns the queue of this name, or the default one.
  Queue queue(QueueId id) {
    Queue queue = queues.get(id);
    return queue != null ? queue : java.util.Objects.requireNonNull(queues.get(defaultQueue));
  }
}

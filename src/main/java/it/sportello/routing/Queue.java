package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.contact.Needs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What the configuration says of one queue.
///
/// @param skills required of an operator: name to lowest level
/// @param priority of its contacts; each step counts as [Matcher#PRIORITY_STEP] less slack
/// @param targets by channel; a channel that is absent is not taken by this queue
/// @param wrapUpFor how long an operator may wrap up
/// @param starveAfter how long written work may wait before it comes before calls
/// @param opening the time in which its operators work
/// @param upkeep what happens to contacts that lie
public record Queue(
    QueueId id,
    String name,
    Map<String, Integer> skills,
    int priority,
    Map<Channel, Target> targets,
    Duration wrapUpFor,
    Duration starveAfter,
    OpeningClock opening,
    Upkeep upkeep) {
  private static final Target FALLBACK =
      new Target(Duration.ofHours(8), Duration.ofSeconds(60), Instant::plus);

  public Queue {
    skills = Map.copyOf(skills);
    targets = Map.copyOf(targets);
  }

  /// A queue that never closes, and in which nothing happens by itself.
  public Queue(
      QueueId id,
      String name,
      Map<String, Integer> skills,
      int priority,
      Map<Channel, Target> targets,
      Duration wrapUpFor,
      Duration starveAfter) {
    this(
        id,
        name,
        skills,
        priority,
        targets,
        wrapUpFor,
        starveAfter,
        OpeningClock.ALWAYS,
        Upkeep.NONE);
  }

  /// Returns what an operator needs for a contact with these needs: of each skill the higher level.
  public Map<String, Integer> skillsFor(Needs needs) {
    if (needs.skills().isEmpty()) {
      return skills;
    }
    var both = new HashMap<>(skills);
    needs.skills().forEach((skill, level) -> both.merge(skill, level, Math::max));
    return both;
  }

  /// Returns the target of a channel; eight hours where the configuration names none.
  public Target target(Channel channel) {
    return targets.getOrDefault(channel, FALLBACK);
  }

  /// When contacts of one channel should be taken, and how long an operator is asked.
  ///
  /// @param within from entering the queue
  /// @param offerFor how long one operator is asked
  /// @param clock on which `within` is counted
  public record Target(Duration within, Duration offerFor, DeadlineClock clock) {}

  /// Counts time as a queue does: wall time, opening time, business days.
  @FunctionalInterface
  public interface DeadlineClock {
    /// Returns the instant at which `span` has passed on this clock since `from`.
    Instant plus(Instant from, Duration span);
  }

  /// Counts the time in which a queue is open.
  public interface OpeningClock extends DeadlineClock {
    /// The clock of a queue that never closes.
    OpeningClock ALWAYS =
        new OpeningClock() {
          @Override
          public Instant plus(Instant from, Duration span) {
            return from.plus(span);
          }

          @Override
          public Duration between(Instant from, Instant to) {
            return Duration.between(from, to);
          }
        };

    /// Returns how much opening time lies between two instants.
    Duration between(Instant from, Instant to);
  }
}

package it.sportello.desk;

import it.sportello.base.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What callers hear before an operator answers.
///
/// @param language `it` or `en`: of callers whom no menu was played to
/// @param numbers dialled number to menu
/// @param menus by id; every target is a menu of this map or a queue
/// @param queues those that do more than let wait
public record ReceptionRules(
    String language,
    Map<String, String> numbers,
    Map<String, Menu> menus,
    Map<QueueId, Manners> queues) {
  /// Every caller waits, and hears music only.
  public static final ReceptionRules NONE = new ReceptionRules("it", Map.of(), Map.of(), Map.of());

  public ReceptionRules {
    numbers = Map.copyOf(numbers);
    menus = Map.copyOf(menus);
    queues = Map.copyOf(queues);
  }

  /// Returns these rules without announcements.
  ReceptionRules silent() {
    var quiet = new HashMap<QueueId, Manners>();
    queues.forEach(
        (id, m) ->
            quiet.put(id, new Manners(m.hours(), m.closed(), Optional.empty(), m.overflow())));
    return new ReceptionRules(language, numbers, menus, quiet);
  }

  /// Returns the menu that a number leads to.
  Optional<Menu> menuOf(String did) {
    return Optional.ofNullable(numbers.get(did)).flatMap(this::menu);
  }

  Optional<Menu> menu(String id) {
    return Optional.ofNullable(menus.get(id));
  }

  Manners queue(QueueId id) {
    return queues.getOrDefault(id, Manners.PLAIN);
  }

  /// A question that is answered by one key.
  ///
  /// @param language in which its callers are spoken to from here on
  /// @param digits key to target
  /// @param timeout how long a key may take after the prompt's end
  /// @param tries how many times it is played before the caller goes to `otherwise`
  public record Menu(
      String id,
      String language,
      String prompt,
      Map<String, Target> digits,
      Duration timeout,
      int tries,
      Target otherwise) {
    public Menu {
      digits = Map.copyOf(digits);
    }
  }

  /// Where a choice leads.
  public sealed interface Target {}

  /// Into a queue.
  public record ToQueue(QueueId queue) implements Target {}

  /// To another menu.
  public record ToMenu(String menu) implements Target {}

  /// How a queue treats its callers.
  ///
  /// @param hours its opening hours; they only matter with `closed`
  /// @param closed what becomes of callers outside of them; empty: they wait all the same
  /// @param survey empty: nobody is asked after the talk
  /// @param callingBack empty: nobody is called back
  public record Manners(
      Hours hours,
      Optional<Closed> closed,
      Optional<Announcing> announcing,
      Optional<Overflow> overflow,
      Optional<Survey> survey,
      Optional<CallingBack> callingBack) {
    /// Callers wait and hear music.
    public static final Manners PLAIN =
        new Manners(_ -> true, Optional.empty(), Optional.empty(), Optional.empty());

    /// A queue that calls nobody back.
    public Manners(
        Hours hours,
        Optional<Closed> closed,
        Optional<Announcing> announcing,
        Optional<Overflow> overflow,
        Optional<Survey> survey) {
      this(hours, closed, announcing, overflow, survey, Optional.empty());
    }

    /// A queue that asks nothing after the talk.
    public Manners(
        Hours hours,
        Optional<Closed> closed,
        Optional<Announcing> announcing,
        Optional<Overflow> overflow) {
      this(hours, closed, announcing, overflow, Optional.empty());
    }

    /// What becomes of callers who come at this moment; empty if the queue takes them.
    Optional<Closed> closedAt(Instant now) {
      return hours.isOpen(now) ? Optional.empty() : closed;
    }
  }

  /// Says when a queue is open.
  @FunctionalInterface
  public interface Hours {
    /// Whether it is open at this instant.
    boolean isOpen(Instant at);
  }

  /// What becomes of callers outside opening hours.
  ///
  /// @param prompt what they hear
  /// @param thenHangUp whether the call ends after it; otherwise the caller waits
  /// @param to the queue they go to instead, without the prompt, while that one is open
  public record Closed(String prompt, boolean thenHangUp, Optional<QueueId> to) {}

  /// What callers are asked who stay on the line after the talk.
  ///
  /// @param prompt the question, which says what the keys mean
  /// @param thanks what they hear who answered
  /// @param digits the keys that are an answer, of `0` to `4`
  public record Survey(String prompt, String thanks, Set<String> digits) {
    public Survey {
      digits = Set.copyOf(digits);
    }
  }

  /// How callers are called back who press a key while they wait.
  ///
  /// @param tries how many calls in vain end a promise, 1 or more
  /// @param every the pause between two of them
  /// @param keepFor after how long a promise is given up, wall time
  /// @param hours when the queue is open: nobody is called at other times
  /// @param written when the written work is due that is left of who was not reached
  /// @param numbers which numbers can be called
  public record CallingBack(
      int tries, Duration every, Duration keepFor, Openings hours, Due written, Numbers numbers) {
    /// For promises of a queue that makes none any more.
    static final CallingBack LEFT_OVER =
        new CallingBack(
            1,
            Duration.ofMinutes(15),
            Duration.ofDays(1),
            at -> at,
            at -> at,
            _ -> Optional.empty());
  }

  /// Says when a queue opens.
  @FunctionalInterface
  public interface Openings {
    /// Returns `at` itself if it is open then, otherwise when it opens next.
    Instant nextOpening(Instant at);
  }

  /// Says when work is due that begins now.
  @FunctionalInterface
  public interface Due {
    /// Returns the instant, not before `from`.
    Instant by(Instant from);
  }

  /// Says which numbers can be called.
  @FunctionalInterface
  public interface Numbers {
    /// Returns the number as E.164; empty if it is none, or may not be called.
    ///
    /// @param shown as the network showed it
    Optional<String> e164(String shown);
  }

  /// Telling the place and the estimated wait.
  ///
  /// @param first after how long for the first time
  /// @param every how often then
  public record Announcing(Duration first, Duration every) {}

  /// When a queue is too full or too slow.
  ///
  /// @param after how long a caller waits at most
  /// @param length how many callers may wait; who comes on top of them overflows at once
  /// @param to where they wait instead, while it is open
  /// @param prompt what they hear before the call ends, where there is no `to`
  public record Overflow(
      Optional<Duration> after,
      Optional<Integer> length,
      Optional<QueueId> to,
      Optional<String> prompt) {}
}

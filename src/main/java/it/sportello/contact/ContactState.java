package it.sportello.contact;

import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where a contact is. Each state carries exactly what exists in it.
public sealed interface ContactState {
  /// The operator who has the contact in hands; empty while nobody does.
  default Optional<OperatorId> owner() {
    return Optional.empty();
  }

  /// When something has to happen if nothing else does; empty if only people can move it on.
  default Optional<Instant> nextDeadline() {
    return Optional.empty();
  }

  /// It is here, but in no queue yet. Becomes [Waiting] or [Closed].
  ///
  /// @param at when it arrived
  record Arrived(Instant at) implements ContactState {}

  /// It waits in its queue. Becomes [Offered], or [Closed] when the customer leaves.
  ///
  /// @param because why it entered the queue, or came back out of an operator's hands
  /// @param since when it entered the queue
  /// @param deadline when the queue's target says it should be taken
  /// @param preference who shall have it for a while; empty if anybody may
  /// @param passed operators who gave it back, and from when they may be asked again
  /// @param widened the requirements in force since the last step; empty while all hold
  /// @param front when a supervisor put it before all others; empty if nobody did
  /// @param overflowed whether it came from another queue that was too slow, too full or without
  ///   operators: that happens once only
  record Waiting(
      Because because,
      Instant since,
      Instant deadline,
      Optional<Preference> preference,
      Map<OperatorId, Instant> passed,
      Optional<Widened> widened,
      Optional<Instant> front,
      boolean overflowed)
      implements ContactState {
    public Waiting {
      passed = Collections.unmodifiableMap(new TreeMap<>(passed));
    }

    /// A place that nothing was done about yet.
    public Waiting(
        Because because,
        Instant since,
        Instant deadline,
        Optional<Preference> preference,
        Map<OperatorId, Instant> passed) {
      this(because, since, deadline, preference, passed, Optional.empty(), Optional.empty(), false);
    }

    /// How many steps its requirements have been relaxed by.
    public int step() {
      return widened.map(Widened::step).orElse(0);
    }

    Waiting with(Optional<Preference> other, Map<OperatorId, Instant> otherPassed) {
      return new Waiting(because, since, deadline, other, otherPassed, widened, front, overflowed);
    }

    Waiting widened(int step, Map<String, Integer> skills) {
      var now = Optional.of(new Widened(step, skills));
      return new Waiting(because, since, deadline, preference, passed, now, front, overflowed);
    }

    Waiting inFront(Instant at) {
      return new Waiting(
          because, since, deadline, Optional.empty(), passed, widened, Optional.of(at), overflowed);
    }

    /// The same place at another time.
    Waiting of(Instant otherSince, Instant otherDeadline) {
      return new Waiting(
          because, otherSince, otherDeadline, preference, passed, widened, front, overflowed);
    }

    /// The first instant at which more operators may be asked than now.
    @Override
    public Optional<Instant> nextDeadline() {
      Optional<Instant> preferenceEnds = preference.map(Preference::until);
      Optional<Instant> firstPassed = passed.values().stream().min(Instant::compareTo);
      if (preferenceEnds.isPresent() && firstPassed.isPresent()) {
        return preferenceEnds.get().isBefore(firstPassed.get()) ? preferenceEnds : firstPassed;
      }
      return preferenceEnds.or(() -> firstPassed);
    }
  }

  /// One operator is asked until `expiresAt`. Becomes [Handling], or [Waiting] again in its old
  /// place.
  ///
  /// @param place where it goes back to
  record Offered(OperatorId operator, Waiting place, Instant at, Instant expiresAt)
      implements ContactState {
    @Override
    public Optional<OperatorId> owner() {
      return Optional.of(operator);
    }

    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.of(expiresAt);
    }
  }

  /// The operator talks to the customer or works on the answer.
  ///
  /// @param touched when the operator last did something about it that shows: took it, wrote, noted
  record Handling(OperatorId operator, Instant since, Instant touched) implements ContactState {
    /// Just taken.
    public Handling(OperatorId operator, Instant since) {
      this(operator, since, since);
    }

    @Override
    public Optional<OperatorId> owner() {
      return Optional.of(operator);
    }
  }

  /// The customer listens to music while the operator looks something up; written work lies aside
  /// while its operator has somebody on the line.
  record OnHold(OperatorId operator, Instant since) implements ContactState {
    @Override
    public Optional<OperatorId> owner() {
      return Optional.of(operator);
    }
  }

  /// The operator calls the customer: first the operator's own phone rings, then the number
  /// outside. Becomes [Handling] when somebody answers there, otherwise [WrapUp].
  ///
  /// @param until when it is over even if the PBX never tells
  /// @param ready whether the operator's own phone has answered
  record Dialling(OperatorId operator, Instant since, Instant until, boolean ready)
      implements ContactState {
    @Override
    public Optional<OperatorId> owner() {
      return Optional.of(operator);
    }

    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.of(until);
    }
  }

  /// The customer is gone; the operator writes down what was said, until `until` at most.
  ///
  /// @param extended how many times the operator asked for more time
  record WrapUp(OperatorId operator, Instant since, Instant until, int extended)
      implements ContactState {
    /// One that was not extended yet.
    public WrapUp(OperatorId operator, Instant since, Instant until) {
      this(operator, since, until, 0);
    }

    @Override
    public Optional<OperatorId> owner() {
      return Optional.of(operator);
    }

    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.of(until);
    }
  }

  /// A competence center works on the question. Becomes [Waiting], preferably for the operator who
  /// asked.
  ///
  /// @param by who asked
  record Escalated(OperatorId by, EscalationId escalation, Instant since, Instant due)
      implements ContactState {
    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.of(due);
    }
  }

  /// It is over. Comes back only as [ContactEvent.Reopened], when the customer writes again.
  record Closed(Outcome outcome, Instant at) implements ContactState {}

  /// Requirements that were relaxed while it waits.
  ///
  /// @param step how many steps were taken, from 1
  /// @param skills what an operator needs now: name to lowest level
  record Widened(int step, Map<String, Integer> skills) {
    public Widened {
      skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }
  }

  /// Who shall have a contact first.
  ///
  /// @param until from then on anybody may have it
  record Preference(OperatorId operator, Instant until) {}
}

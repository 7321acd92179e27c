package it.sportello.desk;

import it.sportello.desk.Recorder.Outcome;
import it.sportello.journal.Draft;
import it.sportello.journal.Fact;
import it.sportello.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides a batch of commands, has all of it recorded in one commit, and only then acts and
/// answers.
///
/// Knows no thread and no clock: whoever runs it says what time it is. If the journal refuses, the
/// state goes back to what it was and every sender is told so. A bug in one decision costs that
/// decision, nothing else.
final class Decider {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  /// Most timers that fire in one batch; the others follow with the next one.
  private static final int MAX_DUE = 512;

  /// How long timers are left alone after the journal refused, or while one of them fails.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @FunctionalInterface
  private interface Decision {
    void in(Turn turn) throws Turn.Refusal;
  }

  /// What one decision came to, to be told after the commit.
  ///
  /// @param instead what its sender is told instead of "done"
  private record Decided(
      CompletableFuture<Reply> reply,
      List<Fact> facts,
      List<Draft> drafts,
      List<Effect> effects,
      Optional<Reply> instead) {}

  private final DeskState state;
  private final Recorder recorder;
  private final AtomicLong bugs;
  private Consumer<Effect> effects = _ -> {};
  private boolean begun;
  private Instant leaveTimersUntil = Instant.MIN;

  /// @param bugs counts decisions and effects that fail
  Decider(DeskState state, Recorder recorder, AtomicLong bugs) {
    this.state = state;
    this.recorder = recorder;
    this.bugs = bugs;
  }

  /// Names who carries out what is to be done; before the first [#run].
  void actThrough(Consumer<Effect> doer) {
    effects = doer;
  }

  /// When something has to be done even if nobody sends a command.
  Optional<Instant> next() {
    Optional<Instant> next = begun ? state.deadlines.next() : Optional.of(Instant.MIN);
    return next.map(at -> at.isBefore(leaveTimersUntil) ? leaveTimersUntil : at);
  }

  /// Does what is due and carries out `batch`, in order.
  ///
  /// @param now to the millisecond
  void run(List<Task> batch, Instant now) {
    if (!begun) {
      begin(now);
    }
    var decided = new ArrayList<Decided>();
    if (begun && !now.isBefore(leaveTimersUntil)) {
      fireTimers(now, decided);
    }
    for (Task task : batch) {
      switch (task) {
        case Task.Submit submit ->
            decided.add(decide(t -> Desk.handle(submit.command(), t), submit.reply(), now));
        case Task.Ask ask -> {
          // Whoever reads must not see what could still be taken back.
          commit(decided, now);
          decided.clear();
          answer(ask);
        }
      }
    }
    commit(decided, now);
  }

  /// Before anything else the desk has to know that nobody is connected yet; tried again until the
  /// journal takes it.
  private void begin(Instant now) {
    begun =
        commit(
            List.of(decide(t -> Desk.handle(new Command.Started(), t), nobodyToTell(), now)), now);
  }

  private void fireTimers(Instant now, List<Decided> decided) {
    List<Object> due = state.deadlines.until(now).stream().limit(MAX_DUE).toList();
    for (Object id : due) {
      decided.add(decide(t -> Desk.due(id, t), nobodyToTell(), now));
    }
    boolean stillDue = state.deadlines.next().filter(at -> !now.isBefore(at)).isPresent();
    if (stillDue && due.size() < MAX_DUE) {
      // One of them fails again and again: it must not keep the lane busy.
      leaveTimersUntil = now.plus(PAUSE);
    }
  }

  private static CompletableFuture<Reply> nobodyToTell() {
    return new CompletableFuture<>();
  }

  private Decided decide(Decision decision, CompletableFuture<Reply> reply, Instant now) {
    int mark = state.mark();
    var turn = new Turn(state, state.rules(), now);
    try {
      decision.in(turn);
      List<Draft> drafts = recorder.drafts(turn.facts, now);
      return new Decided(reply, turn.facts, drafts, turn.effects, Optional.empty());
    } catch (Turn.Refusal refusal) {
      state.backTo(mark);
      return nothing(
          reply, new Reply.Refused(refusal.code(), String.valueOf(refusal.getMessage())));
    } catch (RuntimeException | StackOverflowError bug) {
      state.backTo(mark);
      bugs.incrementAndGet();
      LOG.error("a bug in a decision: it failed, nothing changed", bug);
      return nothing(reply, new Reply.NotNow("bug", "the server could not carry this out"));
    }
  }

  private static Decided nothing(CompletableFuture<Reply> reply, Reply instead) {
    return new Decided(reply, List.of(), List.of(), List.of(), Optional.of(instead));
  }

  private boolean commit(List<Decided> decided, Instant now) {
    var facts = new ArrayList<Fact>();
    var drafts = new ArrayList<Draft>();
    for (Decided d : decided) {
      facts.addAll(d.facts());
      drafts.addAll(d.drafts());
    }
    List<Recorded> recorded = List.of();
    if (!facts.isEmpty()) {
      switch (recorder.record(facts, drafts)) {
        case Outcome.Durable(var all) -> recorded = all;
        case Outcome.Refused(var why) -> {
          state.backToStart();
          leaveTimersUntil = now.plus(PAUSE);
          decided.forEach(d -> d.reply().complete(why));
          return false;
        }
      }
    }
    state.keep();
    // callers wait for what is to be done, before anybody looks at it
    decided.forEach(d -> d.effects().forEach(this::act));
    if (!recorded.isEmpty()) {
      recorder.tell(recorded, state);
    }
    var done = new Reply.Done(recorder.lastSequence());
    decided.forEach(d -> d.reply().complete(d.instead().orElse(done)));
    return true;
  }

  private void act(Effect effect) {
    try {
      effects.accept(effect);
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("effect {} failed", effect.getClass().getSimpleName(), bug);
    }
  }

  /// Answers a question; the lane has committed everything before.
  void answer(Task.Ask ask) {
    try {
      ask.question().accept(state);
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("a question to the desk failed", bug);
    }
  }
}

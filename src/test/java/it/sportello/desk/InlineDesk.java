package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.journal.Fact;
import it.sportello.journal.Recorded;
import it.sportello.operator.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// The desk without its thread: commands run at once, and time passes when the test says so.
public final class InlineDesk {
  public static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  final TestJournal journal;
  final DeskState state;
  final Recorder recorder;
  final Decider decider;
  final List<Effect> effects = new ArrayList<>();
  final List<Committed> commits = new ArrayList<>();
  final AtomicLong bugs = new AtomicLong();
  Instant now;

  public InlineDesk(DeskRules rules) {
    this(rules, new TestJournal(), Optional.empty(), START);
  }

  InlineDesk(DeskRules rules, TestJournal journal, Optional<Snapshot> snapshot, Instant now) {
    this.journal = journal;
    this.now = now;
    state = new DeskState(rules);
    recorder = new Recorder(journal, Facts.codec(), bugs);
    decider = new Decider(state, recorder, bugs);
    recorder.restore(snapshot, state);
    recorder.tell(List.of(commits::add));
    decider.actThrough(effects::add);
  }

  /// Runs one command and returns its answer.
  public Reply send(Command command) {
    var reply = new CompletableFuture<Reply>();
    decider.run(List.of(new Task.Submit(command, reply)), now);
    return reply.getNow(new Reply.NotNow("no-answer", "the desk did not answer"));
  }

  /// Runs several commands in one batch and returns their answers.
  List<Reply> sendTogether(Command... commands) {
    var tasks = new ArrayList<Task>();
    var replies = new ArrayList<CompletableFuture<Reply>>();
    for (Command command : commands) {
      var reply = new CompletableFuture<Reply>();
      replies.add(reply);
      tasks.add(new Task.Submit(command, reply));
    }
    decider.run(tasks, now);
    return replies.stream().map(r -> r.getNow(new Reply.NotNow("no-answer", ""))).toList();
  }

  /// What was committed, in order.
  public List<Committed> commits() {
    return List.copyOf(commits);
  }

  /// Lets time pass; what becomes due on the way happens at its instant.
  public void pass(Duration span) {
    Instant end = now.plus(span);
    for (int i = 0; i < 10_000; i++) {
      Optional<Instant> next = decider.next().filter(at -> !at.isAfter(end));
      if (next.isEmpty()) {
        now = end;
        return;
      }
      now = next.get().isAfter(now) ? next.get() : now;
      decider.run(List.of(), now);
    }
    throw new AssertionError("timers fire without end: next " + decider.next());
  }

  /// What the clock shows.
  public Instant now() {
    return now;
  }

  public Contact contact(ContactId id) {
    return state.contacts.get(id).orElseThrow(() -> new AssertionError(id + " is not open"));
  }

  boolean isOpen(ContactId id) {
    return state.contacts.get(id).isPresent();
  }

  Operator operator(OperatorId id) {
    return state.operator(id);
  }

  /// The effects since the last call.
  List<Effect> takeEffects() {
    List<Effect> all = List.copyOf(effects);
    effects.clear();
    return all;
  }

  /// Everything recorded, as facts.
  List<Fact> facts() {
    return commits.stream().flatMap(c -> c.recorded().stream()).map(Recorded::fact).toList();
  }

  <F extends Fact> List<F> facts(Class<F> type) {
    return facts().stream().filter(type::isInstance).map(type::cast).toList();
  }
}

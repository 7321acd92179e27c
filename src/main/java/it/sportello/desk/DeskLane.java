package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Fact;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import it.sportello.journal.Snapshots.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that owns all live state.
///
/// It takes the commands that wait, decides them one after the other, makes everything that
/// happened durable in one commit, and only then acts, tells the watchers and answers. If the
/// journal refuses, the state goes back to what it was and every sender is told so. A bug in one
/// decision costs that command, nothing else.
public final class DeskLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskLane.class);

  /// Most commands decided for one commit; bounds how long the first of them waits.
  private static final int MAX_BATCH = 512;

  /// Commands that may wait. Beyond, senders are told to come back.
  private static final int MAX_WAITING = 20_000;

  /// How long the lane leaves a journal alone that has refused, before timers try again.
  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(1);

  private sealed interface Task {
    record Submit(Command command, CompletableFuture<Reply> reply) implements Task {}

    record Ask(Consumer<DeskState> question) implements Task {}

    record Stop() implements Task {}
  }

  /// A decided command that waits for the commit.
  private record Decided(Turn turn, CompletableFuture<Reply> reply) {}

  private final Journal journal;
  private final FactCodec codec;
  private final DeskRules rules;
  private final InstantSource clock;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(MAX_WAITING);
  private final DeskState state;
  private final Remembered remembered = new Remembered();
  private final AtomicLong bugs = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final Thread thread;
  private Consumer<Effect> effects = _ -> {};
  private List<Watcher> watchers = List.of();
  private volatile boolean closed;
  private volatile String trouble = "";
  private Instant leaveTimersUntil = Instant.MIN;

  /// Reads the live state back from a snapshot and the journal's tail. Call [#start] afterwards.
  public DeskLane(
      Journal journal,
      Optional<Snapshot> snapshot,
      FactCodec codec,
      DeskRules rules,
      InstantSource clock) {
    this.journal = journal;
    this.codec = codec;
    this.rules = rules;
    this.clock = clock;
    this.state = new DeskState(rules);
    restore(snapshot);
    thread = Thread.ofPlatform().name("desk").daemon(true).unstarted(this::run);
  }

  private void restore(Optional<Snapshot> snapshot) {
    long from = 1;
    if (snapshot.isPresent() && snapshot.get().sequence() <= journal.lastSequence()) {
      for (long sequence : Remembered.fromBytes(snapshot.get().bytes())) {
        journal.entry(sequence).ifPresent(this::recall);
      }
      from = snapshot.get().sequence() + 1;
    }
    journal.replay(from, this::recall);
    LOG.info(
        "live state: {} open contacts, {} messages to send, journal at {}",
        state.openContacts().size(),
        state.outgoing().size(),
        journal.lastSequence());
  }

  private void recall(Entry entry) {
    Fact fact = codec.fact(entry);
    state.apply(fact, entry.at());
    state.keep();
    remembered.add(entry, fact);
    contactOf(fact).ifPresent(id -> remembered.forgetFinished(state, List.of(id)));
  }

  /// Starts the thread.
  ///
  /// @param doer carries out what is to be done; must return at once, and never throw for a failure
  ///   of the world
  /// @param all told of every commit, on the lane
  public void start(Consumer<Effect> doer, List<Watcher> all) {
    effects = doer;
    watchers = List.copyOf(all);
    tasks.add(new Task.Submit(new Command.Started(), new CompletableFuture<>()));
    thread.start();
  }

  /// The state that was read back; only before [#start], when no lane owns it yet.
  public DeskState restored() {
    if (thread.getState() != Thread.State.NEW) {
      throw new IllegalStateException("the desk has started: ask it");
    }
    return state;
  }

  /// Sends a command. The answer comes after everything it caused is durable.
  public CompletableFuture<Reply> submit(Command command) {
    var reply = new CompletableFuture<Reply>();
    if (closed || !tasks.offer(new Task.Submit(command, reply))) {
      reply.complete(
          new Reply.NotNow("busy", closed ? "the server is stopping" : "too many commands wait"));
    }
    return reply;
  }

  /// Sends a command that must not be turned away: waits until there is room.
  public CompletableFuture<Reply> submitPatiently(Command command) throws InterruptedException {
    var reply = new CompletableFuture<Reply>();
    tasks.put(new Task.Submit(command, reply));
    return reply;
  }

  /// Reads the live state, on the lane. The question must be short and keep nothing but immutable
  /// records.
  public <T> CompletableFuture<T> ask(Function<DeskState, T> question) {
    var answer = new CompletableFuture<T>();
    boolean taken = !closed && tasks.offer(new Task.Ask(desk -> complete(answer, question, desk)));
    if (!taken) {
      answer.completeExceptionally(new IllegalStateException("the desk is busy or stopping"));
    }
    return answer;
  }

  private static <T> void complete(
      CompletableFuture<T> answer, Function<DeskState, T> question, DeskState desk) {
    try {
      answer.complete(question.apply(desk));
    } catch (RuntimeException bug) {
      answer.completeExceptionally(bug);
      throw bug;
    }
  }

  /// Makes a snapshot of what matters now, on the lane.
  public CompletableFuture<Snapshot> snapshot() {
    return ask(_ -> new Snapshot(journal.lastSequence(), remembered.toBytes()));
  }

  /// How many commands failed because of a bug.
  public long bugs() {
    return bugs.get();
  }

  /// How many commits the journal refused.
  public long refusals() {
    return refusals.get();
  }

  /// How many commands wait to be decided.
  public int waiting() {
    return tasks.size();
  }

  /// Why nothing can be recorded now; empty while all is well.
  public String trouble() {
    return trouble;
  }

  /// Carries out what was accepted before, then stops.
  @Override
  public void close() {
    closed = true;
    try {
      if (thread.isAlive()) {
        tasks.put(new Task.Stop());
        thread.join(Duration.ofSeconds(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean running = true;
    while (running) {
      try {
        running = turn();
      } catch (InterruptedException e) {
        running = false;
      } catch (RuntimeException bug) {
        bugs.incrementAndGet();
        LOG.error("a bug outside of any command", bug);
      }
    }
    turnAwayTheRest();
  }

  private void turnAwayTheRest() {
    var rest = new ArrayList<Task>();
    tasks.drainTo(rest);
    for (Task task : rest) {
      switch (task) {
        case Task.Submit submit ->
            submit.reply().complete(new Reply.NotNow("busy", "the server is stopping"));
        case Task.Ask ask -> answer(ask);
        case Task.Stop _ -> {}
      }
    }
  }

  private boolean turn() throws InterruptedException {
    var batch = new ArrayList<Task>();
    Task first = tasks.poll(untilNextDeadline().toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      tasks.drainTo(batch, MAX_BATCH - 1);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var decided = new ArrayList<Decided>();
    if (isDue(now)) {
      decide(new Command.Tick(), new CompletableFuture<>(), now, decided);
    }
    boolean go = true;
    for (Task task : batch) {
      switch (task) {
        case Task.Submit submit -> decide(submit.command(), submit.reply(), now, decided);
        case Task.Ask ask -> {
          // Whoever reads must not see what could still be taken back.
          commit(decided, now);
          decided.clear();
          answer(ask);
        }
        case Task.Stop _ -> go = false;
      }
    }
    commit(decided, now);
    return go;
  }

  private Duration untilNextDeadline() {
    Instant now = clock.instant();
    Instant next = state.deadlines.next().orElse(now.plusSeconds(1));
    if (next.isBefore(leaveTimersUntil)) {
      next = leaveTimersUntil;
    }
    Duration wait = Duration.between(now, next).plusMillis(1);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : wait;
  }

  private boolean isDue(Instant now) {
    return !now.isBefore(leaveTimersUntil)
        && state.deadlines.next().filter(at -> !now.isBefore(at)).isPresent();
  }

  private void answer(Task.Ask ask) {
    try {
      ask.question().accept(state);
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("a question to the desk failed", bug);
    }
  }

  private void decide(
      Command command, CompletableFuture<Reply> reply, Instant now, List<Decided> decided) {
    int mark = state.mark();
    var turn = new Turn(state, rules, now);
    try {
      Desk.handle(command, turn);
      decided.add(new Decided(turn, reply));
    } catch (Turn.Refusal refusal) {
      state.backTo(mark);
      reply.complete(new Reply.Refused(refusal.code(), String.valueOf(refusal.getMessage())));
    } catch (RuntimeException bug) {
      state.backTo(mark);
      bugs.incrementAndGet();
      LOG.error("a bug in {}: the command failed, nothing changed", command.getClass(), bug);
      reply.complete(new Reply.NotNow("bug", "the server could not carry this out"));
    }
  }

  private void commit(List<Decided> decided, Instant now) {
    var facts = new ArrayList<Fact>();
    decided.forEach(d -> facts.addAll(d.turn().facts));
    if (!facts.isEmpty() && !record(facts, now)) {
      decided.forEach(
          d ->
              d.reply()
                  .complete(new Reply.NotNow("journal-full", "nothing was recorded: " + trouble)));
      return;
    }
    state.keep();
    for (Decided d : decided) {
      d.turn().effects.forEach(this::act);
    }
    var done = new Reply.Done(journal.lastSequence());
    decided.forEach(d -> d.reply().complete(done));
  }

  /// Makes the facts durable and tells the watchers.
  ///
  /// @return whether they are; if not, the state is what it was before the batch
  private boolean record(List<Fact> facts, Instant now) {
    try {
      List<Draft> drafts = facts.stream().map(f -> codec.draft(f, now)).toList();
      List<Entry> entries = journal.append(drafts);
      trouble = "";
      remember(entries, facts);
      tell(Touched.by(entries, facts, state));
      return true;
    } catch (JournalRefused | JournalBroken e) {
      refusals.incrementAndGet();
      if (trouble.isEmpty()) {
        LOG.error("the journal refuses: nothing new is accepted until it can write again", e);
      }
      trouble = String.valueOf(e.getMessage());
      leaveTimersUntil = now.plus(REFUSED_PAUSE);
      state.backToStart();
      return false;
    }
  }

  private void remember(List<Entry> entries, List<Fact> facts) {
    var touched = new ArrayList<ContactId>();
    for (int i = 0; i < facts.size(); i++) {
      remembered.add(entries.get(i), facts.get(i));
      contactOf(facts.get(i)).ifPresent(touched::add);
    }
    remembered.forgetFinished(state, touched);
  }

  private static Optional<ContactId> contactOf(Fact fact) {
    String subject = fact.subject();
    return subject.startsWith("contact/")
        ? Optional.of(new ContactId(subject.substring("contact/".length())))
        : Optional.empty();
  }

  private void tell(Committed committed) {
    for (Watcher watcher : watchers) {
      try {
        watcher.committed(committed);
      } catch (RuntimeException bug) {
        bugs.incrementAndGet();
        LOG.error("a watcher failed", bug);
      }
    }
  }

  private void act(Effect effect) {
    try {
      effects.accept(effect);
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("effect {} failed", effect, bug);
    }
  }
}

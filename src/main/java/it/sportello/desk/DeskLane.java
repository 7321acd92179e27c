package it.sportello.desk;

import it.sportello.desk.Committed.Watcher;
import it.sportello.journal.FactCodec;
import it.sportello.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
/// It takes the commands that wait and lets the [Decider] decide them one after the other, make
/// everything that happened durable in one commit, and only then act, tell the watchers and answer.
public final class DeskLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskLane.class);

  /// Most commands decided for one commit; bounds how long the first of them waits.
  private static final int MAX_BATCH = 512;

  /// Commands that may wait. Beyond, senders are told to come back.
  private static final int MAX_WAITING = 20_000;

  /// Longest sleep: a clock that was set back or forward does not stop the timers for longer.
  private static final Duration MAX_SLEEP = Duration.ofSeconds(1);

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(MAX_WAITING);
  private final DeskState state;
  private final Recorder recorder;
  private final Decider decider;
  private final AtomicLong bugs = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ended;

  /// Reads the live state back from a snapshot and the journal's tail. Call [#start] afterwards.
  public DeskLane(
      Journal journal,
      Optional<Snapshot> snapshot,
      FactCodec codec,
      DeskRules rules,
      InstantSource clock) {
    this.clock = clock;
    this.state = new DeskState(rules);
    this.recorder = new Recorder(journal, codec, bugs);
    this.decider = new Decider(state, recorder, bugs);
    recorder.restore(snapshot, state);
    thread = Thread.ofPlatform().name("desk").daemon(true).unstarted(this::run);
  }

  /// Starts the thread.
  ///
  /// @param effects carries out what is to be done; must return at once, and never throw for a
  ///   failure of the world
  /// @param watchers told of every commit, on the lane
  public void start(Consumer<Effect> effects, List<Watcher> watchers) {
    decider.actThrough(effects);
    recorder.tell(watchers);
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
      reply.complete(closed ? stopping() : new Reply.NotNow("busy", "too many commands wait"));
    }
    turnAwayIfEnded();
    return reply;
  }

  /// Sends a command that must not be turned away: waits until there is room. Only a server that
  /// stops does not take it.
  public CompletableFuture<Reply> submitPatiently(Command command) throws InterruptedException {
    var reply = new CompletableFuture<Reply>();
    var task = new Task.Submit(command, reply);
    boolean taken = false;
    while (!taken && !closed) {
      taken = tasks.offer(task, MAX_SLEEP.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (!taken) {
      reply.complete(stopping());
    }
    turnAwayIfEnded();
    return reply;
  }

  private static Reply stopping() {
    return new Reply.NotNow("busy", "the server is stopping");
  }

  /// Reads the live state, on the lane. The question must be short and keep nothing but immutable
  /// records.
  public <T> CompletableFuture<T> ask(Function<DeskState, T> question) {
    var answer = new CompletableFuture<T>();
    boolean taken = !closed && tasks.offer(new Task.Ask(desk -> complete(answer, question, desk)));
    if (!taken) {
      answer.completeExceptionally(new IllegalStateException("the desk is busy or stopping"));
    }
    turnAwayIfEnded();
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
    return ask(recorder::snapshot);
  }

  /// How many commands failed because of a bug.
  public long bugs() {
    return bugs.get();
  }

  /// How many commits the journal refused.
  public long refusals() {
    return recorder.refusals();
  }

  /// How many commands wait to be decided.
  public int waiting() {
    return tasks.size();
  }

  /// Why nothing can be recorded now; empty while all is well.
  public String trouble() {
    return recorder.trouble();
  }

  /// What an administrator may want to know about it now. Any thread.
  public Map<String, Object> debugState() {
    var now = new LinkedHashMap<String, Object>();
    now.put("waiting", waiting());
    now.put("bugs", bugs());
    now.put("refusals", refusals());
    now.put("trouble", trouble());
    now.put("alive", thread.isAlive());
    return now;
  }

  /// Carries out what was accepted before, then stops. Whoever comes too late is told so.
  @Override
  public void close() {
    closed = true;
    try {
      // The question only wakes the lane.
      if (thread.getState() != Thread.State.NEW) {
        var _ = tasks.offer(new Task.Ask(_ -> {}));
        thread.join(CLOSE_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      ended = true;
    }
    turnAwayIfEnded();
  }

  private void run() {
    try {
      while (!closed || !tasks.isEmpty()) {
        turn();
      }
    } catch (InterruptedException e) {
      LOG.warn("the desk lane was interrupted and stops");
    } finally {
      closed = true;
      ended = true;
      turnAwayIfEnded();
    }
  }

  private void turn() throws InterruptedException {
    var batch = new ArrayList<Task>();
    Task first = tasks.poll(untilNext().toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      tasks.drainTo(batch, MAX_BATCH - 1);
    }
    try {
      decider.run(batch, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    } catch (RuntimeException bug) {
      bugs.incrementAndGet();
      LOG.error("a bug outside of any decision", bug);
      batch.forEach(DeskLane::apologise);
    }
  }

  private static void apologise(Task task) {
    if (task instanceof Task.Submit submit) {
      submit.reply().complete(new Reply.NotNow("bug", "the server could not carry this out"));
    }
  }

  private Duration untilNext() {
    Instant now = clock.instant();
    Instant latest = now.plus(MAX_SLEEP);
    Instant next = decider.next().filter(latest::isAfter).orElse(latest);
    return next.isAfter(now) ? Duration.between(now, next).plusMillis(1) : Duration.ZERO;
  }

  /// Answers what came in the moment of the lane's end, and would wait for ever.
  private void turnAwayIfEnded() {
    if (!ended) {
      return;
    }
    var rest = new ArrayList<Task>();
    tasks.drainTo(rest);
    for (Task task : rest) {
      switch (task) {
        case Task.Submit submit -> submit.reply().complete(stopping());
        case Task.Ask ask -> decider.answer(ask);
      }
    }
  }
}

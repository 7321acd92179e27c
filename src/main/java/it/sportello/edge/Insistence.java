package it.sportello.edge;

import it.sportello.base.Timer;
import it.sportello.base.TimerThread;
import it.sportello.desk.Command;
import it.sportello.desk.Command.Phone;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.telephony.CallEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends commands that tell what has happened already, until the desk has recorded or refused them.
///
/// A call that came, a mail that left, a console that went away: nobody can be asked to do it
/// again, so while the journal cannot write, or the desk has no room, they wait here and come again
/// after one second, two, four, at most eight. What is told about one call, operator or message
/// stays in order, because a call that hung up must not arrive afterwards; what is told about all
/// of them (the PBX's whole truth) waits for everything before it, and everything after it waits.
/// May be used from any thread; never waits, and hands on at once what nothing stands before.
///
/// The PBX cannot be told to stop. When too much of what it said waits, all of that is forgotten,
/// and the PBX is asked for its whole truth instead; until it comes, the rest of what the PBX says
/// is worth nothing. Everybody else has one command on the way at a time.
public final class Insistence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /// What a busy center's phones say in some minutes; recording it afterwards takes seconds.
  private static final int MOST_OF_THE_PBX = 20_000;

  /// The subject of what is about everything.
  private static final String EVERYTHING = "";

  /// Takes commands, or answers that it has no room; returns at once.
  @FunctionalInterface
  interface Receiver {
    CompletableFuture<Reply> submit(Command command);
  }

  /// A command that is not settled yet.
  private static final class Told {
    private final Command command;
    private final String subject;
    private boolean underWay;

    Told(Command command) {
      this.command = command;
      subject = subject(command);
    }

    boolean isAboutEverything() {
      return subject.equals(EVERYTHING);
    }

    boolean canBeForgotten() {
      return command instanceof Phone && !underWay;
    }
  }

  private final Receiver desk;
  private final Timer timer;

  private final ReentrantLock lock = new ReentrantLock();

  /// What may go, by subject; the first of each goes first. One that is about everything is alone.
  private final Map<String, Deque<Told>> current = new LinkedHashMap<>();

  /// What is about everything and what came after it.
  private final Deque<Told> later = new ArrayDeque<>();

  private Duration pause = FIRST_PAUSE;
  private boolean pausing;
  private boolean closed;
  private int ofThePbx;
  private boolean wantsTheWholeTruth;
  private volatile Runnable startAfresh = () -> {};

  public Insistence(DeskLane desk) {
    this(desk::submit, new TimerThread("insistence"));
  }

  Insistence(Receiver desk, Timer timer) {
    this.desk = desk;
    this.timer = timer;
  }

  /// Names what makes the PBX tell its whole truth again, soon and from another thread.
  public void startAfreshThrough(Runnable way) {
    startAfresh = way;
  }

  /// Sends a command, after everything that was told before about the same subject.
  public void tell(Command command) {
    locked(
        () -> {
          if (command instanceof Phone phone && !isWorthKeeping(phone)) {
            return;
          }
          var told = new Told(command);
          if (!later.isEmpty() || (told.isAboutEverything() && !current.isEmpty())) {
            later.add(told);
          } else {
            admit(told);
          }
        });
  }

  private boolean isWorthKeeping(Phone phone) {
    if (phone.event() instanceof CallEvent.Resync) {
      wantsTheWholeTruth = false;
    }
    if (!wantsTheWholeTruth && ++ofThePbx > MOST_OF_THE_PBX) {
      LOG.warn(
          "more than {} events of the PBX wait to be recorded: they are forgotten, its state is"
              + " read again",
          MOST_OF_THE_PBX);
      forgetThePbx();
      wantsTheWholeTruth = true;
      startAfresh.run();
    }
    return !wantsTheWholeTruth;
  }

  private void forgetThePbx() {
    current.values().forEach(all -> all.removeIf(Told::canBeForgotten));
    current.values().removeIf(Deque::isEmpty);
    later.removeIf(Told::canBeForgotten);
    // what is under way is the first of its subject
    ofThePbx =
        (int) current.values().stream().filter(a -> a.getFirst().command instanceof Phone).count();
    bringUp();
  }

  private void admit(Told told) {
    Deque<Told> same = current.computeIfAbsent(told.subject, _ -> new ArrayDeque<>(2));
    same.add(told);
    goOn(same);
  }

  /// Sends the first of one subject, unless it is under way.
  private void goOn(Deque<Told> same) {
    Told first = same.getFirst();
    if (!pausing && !closed && !first.underWay) {
      first.underWay = true;
      var _ =
          desk.submit(first.command)
              .thenAccept(reply -> locked(() -> answered(first, same, reply)));
    }
  }

  private void answered(Told told, Deque<Told> same, Reply reply) {
    told.underWay = false;
    // A bug stays a bug: trying again would only repeat it.
    if (reply instanceof Reply.NotNow notNow && !notNow.code().equals("bug")) {
      takeAPause();
      return;
    }
    same.removeFirst();
    ofThePbx -= told.command instanceof Phone ? 1 : 0;
    pause = FIRST_PAUSE;
    if (!same.isEmpty()) {
      goOn(same);
      return;
    }
    current.remove(told.subject);
    bringUp();
  }

  /// When nothing stands before them any more, brings up those that came later.
  private void bringUp() {
    while (current.isEmpty() && !later.isEmpty()) {
      do {
        admit(later.removeFirst());
      } while (!current.containsKey(EVERYTHING)
          && !later.isEmpty()
          && !later.getFirst().isAboutEverything());
    }
  }

  private void takeAPause() {
    if (pausing || closed) {
      return;
    }
    pausing = true;
    timer.after(pause, () -> locked(this::endPause));
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void endPause() {
    pausing = false;
    List.copyOf(current.values()).forEach(this::goOn);
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private static String subject(Command command) {
    return switch (command) {
      case Command.Phone c -> subject(c.event());
      case Command.ConsoleConnected c -> "console/" + c.operator();
      case Command.ConsoleGone c -> "console/" + c.operator();
      case Command.RecordingKept c -> "recording/" + c.recording();
      case Command.RecordingLost c -> "recording/" + c.recording();
      case Command.RecordingPurged c -> "recording/" + c.recording();
      case Command.RecordingRoom _ -> "recordings";
      case Command.MessageSent c -> "outbox/" + c.id();
      case Command.MessageNotSent c -> "outbox/" + c.id();
      default -> EVERYTHING;
    };
  }

  private static String subject(CallEvent event) {
    return switch (event) {
      case CallEvent.Waiting e -> "call/" + e.call();
      case CallEvent.Ringing e -> "call/" + e.call();
      case CallEvent.Answered e -> "call/" + e.call();
      case CallEvent.NotAnswered e -> "call/" + e.call();
      case CallEvent.Held e -> "call/" + e.call();
      case CallEvent.Resumed e -> "call/" + e.call();
      case CallEvent.TalkEnded e -> "call/" + e.call();
      case CallEvent.Stayed e -> "call/" + e.call();
      case CallEvent.Forwarded e -> "call/" + e.call();
      case CallEvent.Joined e -> "call/" + e.call();
      case CallEvent.Left e -> "call/" + e.call();
      case CallEvent.NotJoined e -> "call/" + e.call();
      case CallEvent.HungUp e -> "call/" + e.call();
      case CallEvent.Said e -> "call/" + e.call();
      case CallEvent.Digit e -> "call/" + e.call();
      case CallEvent.Key e -> "call/" + e.call();
      case CallEvent.OwnAnswered e -> "call/" + e.call();
      case CallEvent.OwnEnded e -> "call/" + e.call();
      case CallEvent.NotReached e -> "call/" + e.call();
      case CallEvent.LineUp e -> "line/" + e.operator();
      case CallEvent.LineDown e -> "line/" + e.operator();
      case CallEvent.Spying e -> "spy/" + e.session();
      case CallEvent.Resync _, CallEvent.LinkLost _ -> EVERYTHING;
    };
  }

  /// Stops to insist. What was not recorded is found again at the next start: by resync, outbox,
  /// cursor.
  @Override
  public void close() {
    locked(() -> closed = true);
    timer.close();
  }
}

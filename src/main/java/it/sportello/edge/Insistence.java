package it.sportello.edge;

import it.sportello.base.Timer;
import it.sportello.base.TimerThread;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Reply;
import it.sportello.telephony.CallEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends commands that tell what has happened already, until the desk has recorded or refused them.
///
/// A call that came, a mail that left, a console that went away: nobody can be asked to do it
/// again, so while the journal cannot write, they wait here and come again after one second, two,
/// four, at most eight. What is told about one call, operator or message stays in order, because a
/// call that hung up must not arrive afterwards; what is told about all of them (the PBX's whole
/// truth) waits for everything before it, and everything after it waits. May be used from any
/// thread; never waits.
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

  /// Takes commands; waits while it has no room.
  @FunctionalInterface
  interface Receiver {
    CompletableFuture<Reply> submit(Command command) throws InterruptedException;
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
  }

  private final Receiver desk;
  private final Timer timer;
  // used by the timer only
  private final List<Told> unsettled = new ArrayList<>();
  private Duration pause = FIRST_PAUSE;
  private boolean pausing;
  private int ofThePbx;
  private boolean wantsTheWholeTruth;
  private volatile Runnable startAfresh = () -> {};

  public Insistence(DeskLane desk) {
    this(desk::submitPatiently, new TimerThread("insistence"));
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
    timer.after(
        Duration.ZERO,
        () -> {
          if (command instanceof Command.Phone phone && !isWorthKeeping(phone)) {
            return;
          }
          unsettled.add(new Told(command));
          goOn();
        });
  }

  private boolean isWorthKeeping(Command.Phone phone) {
    if (phone.event() instanceof CallEvent.Resync) {
      wantsTheWholeTruth = false;
    }
    if (!wantsTheWholeTruth && ++ofThePbx > MOST_OF_THE_PBX) {
      LOG.warn(
          "more than {} events of the PBX wait to be recorded: they are forgotten, its state is"
              + " read again",
          MOST_OF_THE_PBX);
      unsettled.removeIf(told -> told.command instanceof Command.Phone && !told.underWay);
      ofThePbx = (int) unsettled.stream().filter(t -> t.command instanceof Command.Phone).count();
      wantsTheWholeTruth = true;
      startAfresh.run();
    }
    return !wantsTheWholeTruth;
  }

  /// Sends every command before which nothing about the same subject is unsettled.
  private void goOn() {
    Set<String> before = new HashSet<>();
    for (Told told : unsettled) {
      if (pausing || before.contains(EVERYTHING)) {
        return;
      }
      boolean isNext =
          told.subject.equals(EVERYTHING) ? before.isEmpty() : !before.contains(told.subject);
      if (isNext && !told.underWay) {
        send(told);
      }
      before.add(told.subject);
    }
  }

  private void send(Told told) {
    try {
      told.underWay = true;
      var _ =
          desk.submit(told.command)
              .thenAccept(reply -> timer.after(Duration.ZERO, () -> answered(told, reply)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(Told told, Reply reply) {
    told.underWay = false;
    // A bug stays a bug: trying again would only repeat it.
    if (reply instanceof Reply.NotNow notNow && !notNow.code().equals("bug")) {
      takeAPause();
      return;
    }
    unsettled.remove(told);
    ofThePbx -= told.command instanceof Command.Phone ? 1 : 0;
    pause = FIRST_PAUSE;
    goOn();
  }

  private void takeAPause() {
    if (pausing) {
      return;
    }
    pausing = true;
    timer.after(
        pause,
        () -> {
          pausing = false;
          goOn();
        });
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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
    timer.close();
  }
}

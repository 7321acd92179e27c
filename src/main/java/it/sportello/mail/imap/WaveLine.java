package it.sportello.mail.imap;

import it.sportello.mail.MailNotTaken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waves of messages on their way to the sink: while one is recorded the next is stored and read,
/// and the one behind it can be fetched.
///
/// They are recorded one after the other, in the order in which they were sent on; behind one that
/// fails none is recorded. Used by one thread; each wave has a virtual thread of its own.
final class WaveLine {
  private static final Logger log = LoggerFactory.getLogger(WaveLine.class);

  /// Each is held in memory.
  private static final int ON_THE_WAY = 2;

  /// A wave that is not recorded yet.
  interface Wave {
    /// Does what does not depend on those before it: stores and reads.
    void prepare() throws IOException, InterruptedException;

    /// Hands it over; durable when it returns.
    void record() throws MailNotTaken, InterruptedException;
  }

  private record Way(FutureTask<Void> task, Thread thread) {}

  private final Deque<Way> ways = new ArrayDeque<>();
  private final String name;

  /// @param name of the threads, for people
  WaveLine(String name) {
    this.name = name;
  }

  /// Sends a wave on its way, once there is room for it.
  ///
  /// @throws IOException if one before it could not be stored; it is not sent then
  /// @throws MailNotTaken if one before it could not be recorded; it is not sent then
  void send(Wave wave) throws IOException, MailNotTaken, InterruptedException {
    while (ways.size() >= ON_THE_WAY) {
      awaitFirst();
    }
    FutureTask<Void> before = ways.isEmpty() ? done() : ways.getLast().task();
    var task =
        new FutureTask<Void>(
            () -> {
              wave.prepare();
              before.get(); // throws if it was not recorded
              wave.record();
              return null;
            });
    Thread thread = Thread.ofVirtual().name(name).unstarted(task);
    ways.addLast(new Way(task, thread));
    thread.start();
  }

  /// Waits until everything that was sent is recorded.
  ///
  /// @throws IOException if one could not be stored
  /// @throws MailNotTaken if one could not be recorded
  void finish() throws IOException, MailNotTaken, InterruptedException {
    while (!ways.isEmpty()) {
      awaitFirst();
    }
  }

  /// Waits until nothing is on its way any more, whatever becomes of it: afterwards no wave records
  /// anything. A thread that is told to stop, meanwhile or while it waited before, tells the waves.
  void clear() {
    boolean told = Thread.interrupted();
    while (!ways.isEmpty()) {
      if (told) {
        stop();
      }
      try {
        ways.getFirst().thread().join();
        report(ways.removeFirst());
      } catch (InterruptedException _) {
        told = true;
      }
    }
    if (told) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    ways.forEach(way -> way.thread().interrupt());
  }

  private static void report(Way ended) {
    if (ended.task().state() == Future.State.FAILED) {
      log.debug("a wave was not recorded: {}", ended.task().exceptionNow().toString());
    }
  }

  private void awaitFirst() throws IOException, MailNotTaken, InterruptedException {
    FutureTask<Void> first = ways.getFirst().task();
    try {
      first.get();
      ways.removeFirst();
    } catch (InterruptedException e) {
      stop();
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case MailNotTaken not -> throw not;
        case InterruptedException told -> throw told;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new CancellationException(String.valueOf(e.getCause()));
      }
    }
  }

  private static FutureTask<Void> done() {
    var done = new FutureTask<Void>(() -> null);
    done.run();
    return done;
  }
}

package it.sportello.store.file;

import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that changes the journal's files: it takes what is waiting, writes it with one
/// sync, and lets the callers go on.
///
/// A thread of its own, not the first caller: an interrupt of a caller would close the file it is
/// just writing.
final class CommitThread {
  private static final Logger LOG = LoggerFactory.getLogger(CommitThread.class);

  private final JobQueue queue;
  private final Tail tail;
  private final Eraser eraser;
  private final int writeBytes;
  private final Thread thread = Thread.ofPlatform().name("journal").unstarted(this::run);

  private volatile long durableSequence;
  private final AtomicLong commits = new AtomicLong();
  private volatile Optional<Outcome.Broken> broken = Optional.empty();
  private volatile boolean refusing;

  /// @param writeBytes how much to write with one sync, if more is waiting
  CommitThread(JobQueue queue, Tail tail, Eraser eraser, int writeBytes) {
    this.queue = queue;
    this.tail = tail;
    this.eraser = eraser;
    this.writeBytes = writeBytes;
    this.durableSequence = tail.lastSequence();
  }

  void start() {
    thread.start();
  }

  /// Waits until everything is done and the files are closed; the queue must be closed before.
  void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns the sequence of the last durable entry.
  long durableSequence() {
    return durableSequence;
  }

  /// Returns how many synced writes were made.
  long commits() {
    return commits.get();
  }

  /// Whether the last attempt to write was refused.
  boolean refusing() {
    return refusing;
  }

  /// Returns why nothing is accepted any more.
  Optional<String> brokenBecause() {
    return broken.map(outcome -> outcome.why().getMessage());
  }

  private void run() {
    for (var jobs = queue.take(writeBytes); !jobs.isEmpty(); jobs = queue.take(writeBytes)) {
      if (broken.isPresent()) {
        var outcome = broken.get();
        jobs.forEach(job -> job.end(outcome));
      } else {
        perform(jobs);
      }
    }
    if (broken.isPresent()) {
      tail.release();
    } else {
      tail.close();
    }
  }

  private void perform(List<Job> jobs) {
    try {
      if (jobs.getFirst() instanceof Job.Erase erase) {
        erase(erase);
      } else {
        append(jobs.stream().map(Job.Append.class::cast).toList());
      }
    } catch (JournalBroken e) {
      breakOff(jobs, e);
    } catch (RuntimeException | Error e) {
      breakOff(
          jobs,
          new JournalBroken("journal: stopped by a fault, nothing more is accepted: " + e, e));
    }
  }

  private void append(List<Job.Append> batches) {
    long first = durableSequence + 1;
    try {
      tail.append(batches);
    } catch (JournalRefused e) {
      refuse(batches, e);
      return;
    }
    if (refusing) {
      LOG.info("journal: accepting again");
      refusing = false;
    }
    durableSequence = tail.lastSequence();
    commits.incrementAndGet();
    for (var batch : batches) {
      batch.end(new Outcome.Done(first));
      first += batch.drafts().size();
    }
  }

  private void refuse(List<Job.Append> batches, JournalRefused why) {
    if (!refusing) {
      LOG.warn("{}; trying again with every append", why.getMessage());
      refusing = true;
    }
    var outcome = new Outcome.Refused(why);
    batches.forEach(batch -> batch.end(outcome));
  }

  private void erase(Job.Erase job) {
    try {
      eraser.finishWhatWasBegun();
      if (job.place().isPresent()) {
        eraser.erase(job.place().get());
      }
      job.end(new Outcome.Done(0));
    } catch (IOException e) {
      var why = new JournalRefused("journal: nothing was erased for sure, try again: " + e, e);
      LOG.warn(why.getMessage());
      job.end(new Outcome.Refused(why));
    }
  }

  private void breakOff(List<Job> jobs, JournalBroken why) {
    LOG.error(why.getMessage(), why);
    var outcome = new Outcome.Broken(why);
    broken = Optional.of(outcome);
    jobs.forEach(job -> job.end(outcome));
  }
}

package it.sportello.store.file;

import it.sportello.journal.Draft;
import it.sportello.journal.Entry;
import it.sportello.journal.Journal;
import it.sportello.journal.JournalBroken;
import it.sportello.journal.JournalRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal in segment files of one directory, for one process.
///
/// The way of an append: [EncodedDraft] (caller) → [JobQueue] → [CommitThread] → [Tail] →
/// [SegmentFile] → one sync → the caller goes on. Readers go to the files themselves, through
/// [Segments], and see durable entries only. The bytes on disk: `docs/storage.md`.
public final class FileJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
  private static final long MAX_BATCH_BYTES = 128L << 20;

  private final Path directory;
  private final DirectoryLock lock;
  private final Segments segments;
  private final CommitThread thread;
  private final JobQueue queue = new JobQueue();
  private final SecureRandom salts = new SecureRandom();

  private FileJournal(Path directory, Options options, Disk disk, DirectoryLock lock)
      throws IOException, Damaged {
    this.directory = directory;
    this.lock = lock;
    var erasing = new ReentrantReadWriteLock();
    var eraser = new Eraser(disk, directory, erasing.writeLock());
    segments = new Segments(erasing.readLock());
    JournalOpening.removeUnfinished(disk, directory);
    eraser.finishWhatWasBegun();
    var opened = new JournalOpening(disk, directory, segments).open();
    var tail = new Tail(disk, directory, options, segments, opened.last(), opened.end());
    thread = new CommitThread(queue, tail, eraser, options.writeBytes());
    thread.start();
  }

  /// How the files are written; the defaults are right outside tests.
  ///
  /// @param segmentBytes the length at which a new segment begins, 1 KiB to 1 GiB
  /// @param paddingBytes how many zeros to write ahead of the entries, 0 to 64 MiB
  /// @param writeBytes how much to write with one sync if more is waiting, 1 KiB to 64 MiB
  public record Options(long segmentBytes, int paddingBytes, int writeBytes) {
    public Options {
      check("segmentBytes", segmentBytes, 1 << 10, 1 << 30);
      check("paddingBytes", paddingBytes, 0, 64 << 20);
      check("writeBytes", writeBytes, 1 << 10, 64 << 20);
    }

    /// Segments of 64 MiB, 1 MiB written ahead, at most 4 MiB at a time.
    public static Options standard() {
      return new Options(64 << 20, 1 << 20, 4 << 20);
    }

    private static void check(String name, long value, long least, long most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            name + ": " + value + " (expected: " + least + ".." + most + ")");
      }
    }
  }

  /// Opens the journal in a directory, which is made if it is absent. What an unfinished write left
  /// at the end is cut, with one warning in the log.
  ///
  /// @throws JournalBroken if entries are damaged or missing, if another process has the directory,
  ///   or if it cannot be read or written; the message says where
  public static FileJournal open(Path directory, Options options) {
    return open(directory, options, new RealDisk());
  }

  static FileJournal open(Path directory, Options options, Disk disk) {
    try {
      disk.createDirectory(directory);
      var lock = DirectoryLock.of(directory);
      try {
        return new FileJournal(directory, options, disk, lock);
      } catch (IOException | Damaged | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | Damaged e) {
      throw new JournalBroken("journal: cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Entry> append(List<Draft> batch) throws JournalRefused {
    if (batch.isEmpty()) {
      return List.of();
    }
    var drafts = EncodedDraft.of(batch, salts);
    long bytes = drafts.stream().mapToLong(EncodedDraft::frameLength).sum();
    if (bytes > MAX_BATCH_BYTES) {
      throw new IllegalArgumentException(
          "journal: a batch of " + bytes + " bytes (expected: at most " + MAX_BATCH_BYTES + ")");
    }
    var job = new Job.Append(drafts);
    queue.add(job);
    long first = job.await();
    var entries = new Entry[drafts.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = drafts.get(i).entry(first + i);
    }
    return List.of(entries);
  }

  @Override
  public long lastSequence() {
    return thread.durableSequence();
  }

  @Override
  public void replay(long fromSequence, Consumer<Entry> visitor) {
    segments.replay(Math.max(1, fromSequence), lastSequence(), visitor);
  }

  @Override
  public Optional<Entry> entry(long sequence) {
    return isThere(sequence) ? Optional.of(segments.entry(sequence)) : Optional.empty();
  }

  @Override
  public void redact(long sequence) throws JournalRefused {
    if (!isThere(sequence)) {
      throw new IllegalArgumentException(
          "journal: entry " + sequence + " (expected: 1.." + lastSequence() + ")");
    }
    var job = new Job.Erase(segments.erasable(sequence));
    queue.add(job);
    job.await();
  }

  /// What an administrator may want to know about it now.
  public Map<String, Object> debugState() {
    var state = new LinkedHashMap<String, Object>();
    state.put("directory", directory.toString());
    state.put("lastSequence", lastSequence());
    state.put("segments", segments.count());
    state.put("commits", thread.commits());
    state.put("refusing", thread.refusing());
    state.put("broken", thread.brokenBecause().orElse("no"));
    return state;
  }

  @Override
  public void close() {
    queue.close();
    thread.awaitEnd();
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("journal: {} cannot be unlocked: {}", directory, e.getMessage());
    }
  }

  private boolean isThere(long sequence) {
    return sequence >= 1 && sequence <= lastSequence();
  }
}

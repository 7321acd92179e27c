package it.sportello.bench;

import it.sportello.journal.Draft;
import it.sportello.journal.Drafts;
import it.sportello.journal.Entry;
import it.sportello.journal.JournalRefused;
import it.sportello.store.file.FileJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Measures the journal in files: commits and entries per second, and how fast it is read and
/// opened. Entries are about 1 KB. Argument: a directory on the disk to measure, which must not
/// exist and is removed at the end.
public final class JournalBenchmark {
  private static final int RUNS = 5;
  private static final Duration SPAN = Duration.ofSeconds(1);
  private static final Draft DRAFT =
      new Draft(
          Drafts.NOON,
          "contact/01k9zq8y5t6v3w2x",
          "contact.arrived",
          1,
          "{\"channel\":\"email\",\"queue\":\"tributi\",\"bytes\":" + "7".repeat(200) + "}",
          "{\"text\":\"" + "a".repeat(600) + "\"}");

  private final Path directory;

  private JournalBenchmark(Path directory) {
    this.directory = directory;
  }

  /// Measures and says what came of it.
  ///
  /// @param args the directory
  public static void main(String[] args) throws IOException {
    var directory = Path.of(args[0]);
    Files.createDirectory(directory);
    try {
      new JournalBenchmark(directory).run();
    } finally {
      removeFiles(directory);
      Files.delete(directory);
    }
  }

  private void run() throws IOException {
    say("bare write and sync of 1 KB into zeros, per second", median(this::bareWritesPerSecond));
    for (int padding : new int[] {0, 1 << 20}) {
      var options = new FileJournal.Options(64 << 20, padding, 4 << 20);
      System.out.println("written ahead: " + (padding >> 10) + " KiB");
      for (int entries : new int[] {1, 8, 64, 512}) {
        say("  commits/s, 1 caller, entries each " + entries, rate(options, 1, entries));
      }
      for (int callers : new int[] {1, 16, 64}) {
        say("  entries/s, 1 each, callers " + callers, rate(options, callers, 1));
      }
    }
    measureReading();
  }

  /// Measures what the disk allows at most.
  private double bareWritesPerSecond() {
    removeFiles(directory);
    try (var file =
        FileChannel.open(
            directory.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(64 << 20), 0);
      file.force(true);
      long start = System.nanoTime();
      long writes = 0;
      while (System.nanoTime() - start < SPAN.toNanos()) {
        file.write(ByteBuffer.allocate(1 << 10), writes % (64 << 10) * (1 << 10));
        file.force(false);
        writes++;
      }
      return writes * 1e9 / (System.nanoTime() - start);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private double rate(FileJournal.Options options, int callers, int entries) {
    return median(
        () -> {
          removeFiles(directory);
          try (var journal = FileJournal.open(directory, options)) {
            return appendsPerSecond(journal, callers, Collections.nCopies(entries, DRAFT));
          }
        });
  }

  private static double appendsPerSecond(FileJournal journal, int callers, List<Draft> batch) {
    long start = System.nanoTime();
    long end = start + SPAN.toNanos();
    var appends = new AtomicLong();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (System.nanoTime() < end) {
                      append(journal, batch);
                      appends.incrementAndGet();
                    }
                  }));
    }
    threads.forEach(JournalBenchmark::join);
    return appends.get() * 1e9 / (System.nanoTime() - start);
  }

  private void measureReading() {
    removeFiles(directory);
    int entries = 300_000;
    try (var journal = FileJournal.open(directory, FileJournal.Options.standard())) {
      for (int i = 0; i < entries / 1000; i++) {
        append(journal, Collections.nCopies(1000, DRAFT));
      }
    }
    say(
        "opened, ms, " + entries + " entries in 64 MiB segments",
        median(
            () -> {
              long start = System.nanoTime();
              FileJournal.open(directory, FileJournal.Options.standard()).close();
              return (System.nanoTime() - start) / 1e6;
            }));
    try (var journal = FileJournal.open(directory, FileJournal.Options.standard())) {
      say("replayed, entries/s", median(() -> replaysPerSecond(journal)));
      say("one entry, µs", median(() -> microsPerEntry(journal)));
    }
  }

  private static double replaysPerSecond(FileJournal journal) {
    long start = System.nanoTime();
    var count = new AtomicLong();
    journal.replay(1, entry -> count.addAndGet(entry.version()));
    return count.get() * 1e9 / (System.nanoTime() - start);
  }

  private static double microsPerEntry(FileJournal journal) {
    int reads = 5000;
    long start = System.nanoTime();
    for (long i = 0; i < reads; i++) {
      Entry entry = journal.entry(1 + i * 7919 % journal.lastSequence()).orElseThrow();
      if (entry.version() != 1) {
        throw new AssertionError(entry);
      }
    }
    return (System.nanoTime() - start) / 1e3 / reads;
  }

  private static double median(DoubleSupplier measurement) {
    var results = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      results[i] = measurement.getAsDouble();
    }
    Arrays.sort(results);
    return results[RUNS / 2];
  }

  private static void append(FileJournal journal, List<Draft> batch) {
    try {
      journal.append(batch);
    } catch (JournalRefused e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void removeFiles(Path directory) {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void say(String what, double value) {
    System.out.println(what + ": " + String.format(Locale.ROOT, "%,.1f", value));
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Makes several files of the raw store durable together, step by step for all of them: written,
/// synced, named, names synced. A file system makes durable with one sync what waits beside it, so
/// that a hundred files cost little more than a few.
///
/// Used once, by one thread.
final class RawBatch {
  /// Syncs at the same time.
  private static final int AT_ONCE = 16;

  private final Disk disk;
  private final List<Unfinished> unfinished = new ArrayList<>();
  private final Set<Path> changed = new LinkedHashSet<>();
  private final Set<Path> made = new LinkedHashSet<>();

  RawBatch(Disk disk) {
    this.disk = disk;
  }

  /// @param file open, because only so a failed write is certain to be heard of
  private record Unfinished(Path at, DiskFile file, Path name) {}

  /// What one sync is made of.
  @FunctionalInterface
  private interface Sync {
    void run() throws IOException;
  }

  /// Adds bytes that are to be a file.
  ///
  /// @param file where they are written first
  /// @param name where they belong, two directories below the store
  void add(byte[] bytes, Path file, Path name) throws IOException {
    var one = new Unfinished(file, disk.open(file), name);
    unfinished.add(one);
    try (var out = new DiskOutput(one.file(), 0)) {
      out.write(bytes, 0, bytes.length);
    }
  }

  /// Adds a file that has its name; whoever gave it may not have come so far as to make it durable.
  void addNamed(Path name) {
    changed.add(AtomicFile.directoryOf(name));
  }

  /// Makes all durable, under their names.
  ///
  /// @param known directories whose own names are durable; those of this batch are added
  void finish(Set<Path> known) throws IOException {
    together(unfinished.stream().<Sync>map(one -> () -> one.file().force(true)).toList());
    for (Unfinished one : unfinished) {
      one.file().close();
      Path leaf = AtomicFile.directoryOf(one.name());
      if (!known.contains(leaf)) {
        Files.createDirectories(leaf);
        made.add(leaf);
        changed.add(AtomicFile.directoryOf(leaf));
        changed.add(AtomicFile.directoryOf(AtomicFile.directoryOf(leaf)));
      }
      disk.rename(one.at(), one.name());
      changed.add(leaf);
    }
    together(changed.stream().<Sync>map(directory -> () -> disk.syncDirectory(directory)).toList());
    known.addAll(made);
  }

  /// Removes what has no name yet, as well as it can be.
  ///
  /// @param because of which nothing came of it
  void giveUp(Exception because) {
    for (Unfinished one : unfinished) {
      try {
        one.file().close();
        disk.delete(one.at());
      } catch (IOException e) {
        because.addSuppressed(e); // the next start removes it
      }
    }
  }

  private static void together(List<Sync> syncs) throws IOException {
    var places = new Semaphore(AT_ONCE);
    var failed = new ArrayList<IOException>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> sync :
          threads.invokeAll(syncs.stream().map(s -> inPlace(s, places)).toList())) {
        try {
          sync.get();
        } catch (ExecutionException e) {
          failed.add(new IOException("a sync failed", e.getCause()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("told to stop", e);
    }
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
  }

  private static Callable<Void> inPlace(Sync sync, Semaphore places) {
    return () -> {
      places.acquire();
      try {
        sync.run();
        return null;
      } finally {
        places.release();
      }
    };
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Real files on a disk that can be full, fail, or stop working at a chosen operation. Counts syncs
/// and does not wait for them: tests open journals by the thousand.
final class FaultyDisk implements Disk {
  private final RealDisk real = new RealDisk();

  /// How many bytes can still be written; the write that needs more is made in part and fails.
  final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  volatile boolean syncFails;

  /// What every sync waits for.
  volatile CountDownLatch maySync = new CountDownLatch(0);

  volatile boolean truncateFails;

  /// How many operations still work before all fail, as if the process had died.
  final AtomicLong operationsLeft = new AtomicLong(Long.MAX_VALUE);

  /// How many syncs of files were made.
  final AtomicInteger syncs = new AtomicInteger();

  /// The directories that were synced.
  final Set<Path> synced = ConcurrentHashMap.newKeySet();

  @Override
  public DiskFile open(Path file) throws IOException {
    operation();
    return new FaultyFile(real.open(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    operation();
    real.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    operation();
    real.delete(file);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    operation();
    Files.createDirectories(directory);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    operation();
    synced.add(directory);
  }

  private void operation() throws IOException {
    if (operationsLeft.getAndDecrement() <= 0) {
      throw new IOException("dead");
    }
  }

  private final class FaultyFile implements DiskFile {
    private final DiskFile file;

    private FaultyFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      operation();
      if (bytes.remaining() > room.get()) {
        file.write(bytes.slice(bytes.position(), (int) room.get()), offset);
        room.set(0);
        throw new IOException("No space left on device");
      }
      room.addAndGet(-bytes.remaining());
      file.write(bytes, offset);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      operation();
      if (syncFails) {
        throw new IOException("Input/output error");
      }
      syncs.incrementAndGet();
      try {
        maySync.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      operation();
      if (truncateFails) {
        throw new IOException("Input/output error");
      }
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A real disk of which it is known at every moment what a power cut would leave: what was synced,
/// and of the rest any sectors, each on its own.
///
/// Names follow the directory's syncs, in order. After a sync that failed, what it should have
/// written can be read as long as the machine runs, and never reaches the disk.
final class PowerCutDisk implements Disk {
  private static final int SECTOR_BYTES = 512;

  private final RealDisk real = new RealDisk();
  private final Runnable beforeEachOperation;
  private final Map<String, Content> durableNames = new HashMap<>();
  private final Map<String, Content> names = new HashMap<>();
  private final List<NameChange> nameChanges = new ArrayList<>();
  private int syncsUntilFailure;
  private int writesUntilFailure;
  private double partOfFailedWrite;

  /// @param beforeEachOperation runs on the thread that uses the disk; may call [#cut]
  PowerCutDisk(Runnable beforeEachOperation) {
    this.beforeEachOperation = beforeEachOperation;
  }

  @FunctionalInterface
  private interface NameChange {
    void apply(Map<String, Content> names);
  }

  /// What reaches the disk whole or not at all.
  private record Change(boolean truncates, UnaryOperator<byte[]> content) {}

  private static final class Content {
    private byte[] durable = new byte[0];
    private final List<Change> pending = new ArrayList<>();
  }

  /// Lets one sync of a file fail.
  ///
  /// @param which 1 for the next one, 0 for none
  synchronized void failSync(int which) {
    syncsUntilFailure = which;
  }

  /// Lets one write fail, as on a full disk.
  ///
  /// @param which 1 for the next one, 0 for none
  /// @param part how much of it is written all the same, 0 to 1
  synchronized void failWrite(int which, double part) {
    writesUntilFailure = which;
    partOfFailedWrite = part;
  }

  /// Writes to an empty directory what a power cut at this moment leaves.
  synchronized void cut(Random random, Path to) throws IOException {
    var left = new HashMap<>(durableNames);
    nameChanges.subList(0, random.nextInt(nameChanges.size() + 1)).forEach(c -> c.apply(left));
    double luck = random.nextInt(5) / 4.0;
    for (var file : left.entrySet()) {
      Files.write(to.resolve(file.getKey()), left(file.getValue(), random, luck));
    }
  }

  private static byte[] left(Content content, Random random, double luck) {
    byte[] bytes = content.durable;
    for (var change : content.pending) {
      if (random.nextDouble() < luck) {
        bytes = change.content().apply(bytes);
      }
    }
    return bytes;
  }

  private static Change truncation(int size) {
    return new Change(
        true, bytes -> size < bytes.length ? Arrays.copyOf(bytes, size) : bytes.clone());
  }

  private static List<Change> sectors(int offset, byte[] written) {
    var sectors = new ArrayList<Change>();
    int from = 0;
    while (from < written.length) {
      int left = SECTOR_BYTES - (offset + from) % SECTOR_BYTES;
      int to = Math.min(written.length, from + left);
      sectors.add(sector(offset + from, Arrays.copyOfRange(written, from, to)));
      from = to;
    }
    return sectors;
  }

  private static Change sector(int offset, byte[] written) {
    return new Change(
        false,
        bytes -> {
          var changed = Arrays.copyOf(bytes, Math.max(bytes.length, offset + written.length));
          System.arraycopy(written, 0, changed, offset, written.length);
          return changed;
        });
  }

  private void changeNames(NameChange change) {
    change.apply(names);
    nameChanges.add(change);
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    beforeEachOperation.run();
    var content = names.get(nameOf(file));
    if (content == null) {
      var created = new Content();
      changeNames(names -> names.put(nameOf(file), created));
      content = created;
    }
    return new TrackedFile(real.open(file), content);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    beforeEachOperation.run();
    real.rename(from, to);
    changeNames(
        names -> {
          var content = names.remove(nameOf(from));
          if (content != null) {
            names.put(nameOf(to), content);
          }
        });
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    beforeEachOperation.run();
    real.delete(file);
    changeNames(names -> names.remove(nameOf(file)));
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  @Override
  public synchronized void syncDirectory(Path directory) {
    beforeEachOperation.run();
    nameChanges.forEach(change -> change.apply(durableNames));
    nameChanges.clear();
  }

  private final class TrackedFile implements DiskFile {
    private final DiskFile file;
    private final Content content;

    private TrackedFile(DiskFile file, Content content) {
      this.file = file;
      this.content = content;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      synchronized (PowerCutDisk.this) {
        beforeEachOperation.run();
        boolean fails = --writesUntilFailure == 0;
        var copy = new byte[(int) (bytes.remaining() * (fails ? partOfFailedWrite : 1))];
        bytes.get(bytes.position(), copy);
        content.pending.addAll(sectors((int) offset, copy));
        file.write(bytes.limit(bytes.position() + copy.length), offset);
        if (fails) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      synchronized (PowerCutDisk.this) {
        beforeEachOperation.run();
        if (--syncsUntilFailure == 0) {
          content.pending.removeIf(change -> !change.truncates());
          throw new IOException("Input/output error");
        }
        for (var change : content.pending) {
          content.durable = change.content().apply(content.durable);
        }
        content.pending.clear();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (PowerCutDisk.this) {
        beforeEachOperation.run();
        content.pending.add(truncation((int) size));
        file.truncate(size);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

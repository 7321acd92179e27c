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

  /// @param beforeEachOperation runs on the thread that uses the disk; may call [#cut]
  PowerCutDisk(Runnable beforeEachOperation) {
    this.beforeEachOperation = beforeEachOperation;
  }

  @FunctionalInterface
  private interface NameChange {
    void apply(Map<String, Content> names);
  }

  private record Change(long offset, byte[] bytes, boolean truncates) {}

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

  /// Lets one write stop half-way, as on a full disk.
  ///
  /// @param which 1 for the next one, 0 for none
  synchronized void failWrite(int which) {
    writesUntilFailure = which;
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
    byte[] bytes = content.durable.clone();
    for (var change : content.pending) {
      if (change.truncates()) {
        bytes = random.nextDouble() < luck ? applied(bytes, change) : bytes;
        continue;
      }
      int length = change.bytes().length;
      for (int from = 0; from < length; ) {
        int to =
            (int) Math.min(length, from + SECTOR_BYTES - (change.offset() + from) % SECTOR_BYTES);
        var sector = Arrays.copyOfRange(change.bytes(), from, to);
        if (random.nextDouble() < luck) {
          bytes = applied(bytes, new Change(change.offset() + from, sector, false));
        }
        from = to;
      }
    }
    return bytes;
  }

  private static byte[] applied(byte[] bytes, Change change) {
    int offset = (int) change.offset();
    if (change.truncates()) {
      return offset < bytes.length ? Arrays.copyOf(bytes, offset) : bytes;
    }
    int end = offset + change.bytes().length;
    var changed = Arrays.copyOf(bytes, Math.max(bytes.length, end));
    System.arraycopy(change.bytes(), 0, changed, offset, change.bytes().length);
    return changed;
  }

  private void changeNames(NameChange change) {
    change.apply(names);
    nameChanges.add(change);
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public synchronized DiskFile open(Path file) throws IOException {
    beforeEachOperation.run();
    if (!names.containsKey(nameOf(file))) {
      var created = new Content();
      changeNames(names -> names.put(nameOf(file), created));
    }
    return new TrackedFile(real.open(file), names.get(nameOf(file)));
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
    real.createDirectory(directory);
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
        var copy = new byte[fails ? bytes.remaining() / 2 : bytes.remaining()];
        bytes.get(bytes.position(), copy);
        content.pending.add(new Change(offset, copy, false));
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
          content.durable = applied(content.durable, change);
        }
        content.pending.clear();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (PowerCutDisk.this) {
        beforeEachOperation.run();
        content.pending.add(new Change(size, new byte[0], true));
        file.truncate(size);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

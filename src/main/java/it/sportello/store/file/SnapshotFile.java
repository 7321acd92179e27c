package it.sportello.store.file;

import it.sportello.journal.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the last two snapshots, each in a file that is replaced as a whole.
///
/// A file is magic, sequence, length, content and CRC32C of all before it. One that does not verify
/// is passed over: the older one, or the journal alone, does as well.
public final class SnapshotFile implements Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
  private static final long MAGIC = 0x5350_4f52_5453_4e31L;
  private static final int HEAD = Long.BYTES + Long.BYTES + Integer.BYTES;
  private static final int MAX_BYTES = 1 << 30;

  private final Path[] files;
  private final Disk disk = new RealDisk();

  private SnapshotFile(Path directory) {
    files = new Path[] {directory.resolve("snapshot-a"), directory.resolve("snapshot-b")};
  }

  /// Opens the snapshots in a directory, which is made if it is absent.
  public static SnapshotFile open(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new SnapshotFile(directory);
  }

  @Override
  public synchronized Optional<Snapshot> newest() throws IOException {
    Optional<Snapshot> a = read(files[0]);
    Optional<Snapshot> b = read(files[1]);
    if (a.isPresent() && b.isPresent()) {
      return a.get().sequence() >= b.get().sequence() ? a : b;
    }
    return a.or(() -> b);
  }

  @Override
  public synchronized void write(Snapshot snapshot) throws IOException {
    long a = read(files[0]).map(Snapshot::sequence).orElse(-1L);
    long b = read(files[1]).map(Snapshot::sequence).orElse(-1L);
    byte[] content = snapshot.bytes();
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + content.length + Integer.BYTES);
    bytes.putLong(MAGIC).putLong(snapshot.sequence()).putInt(content.length).put(content);
    bytes.putInt(crc(bytes.array(), bytes.position()));
    AtomicFile.write(disk, a <= b ? files[0] : files[1], bytes.flip());
  }

  private static Optional<Snapshot> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    if (all.length < HEAD + Integer.BYTES || bytes.getLong() != MAGIC) {
      return passedOver(file);
    }
    long sequence = bytes.getLong();
    int length = bytes.getInt();
    if (length < 0 || length > MAX_BYTES || all.length != HEAD + length + Integer.BYTES) {
      return passedOver(file);
    }
    var content = new byte[length];
    bytes.get(content);
    if (bytes.getInt() != crc(all, HEAD + length)) {
      return passedOver(file);
    }
    return Optional.of(new Snapshot(sequence, content));
  }

  private static Optional<Snapshot> passedOver(Path file) {
    LOG.warn("{} does not verify and is passed over", file);
    return Optional.empty();
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

package it.sportello.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the last two snapshots of a state, each with the journal sequence it reached, so that a
/// restart need not read the whole journal. Losing them loses time only.
///
/// ```
///  0   8  magic "SPRTSNAP"
///  8   4  format version, 1
/// 12   8  journal sequence
/// 20   8  length of the content
/// 28   4  CRC32C of the content
/// 32   4  CRC32C of all the above
/// 36      content
/// ```
///
/// One thread at a time.
public final class SnapshotFile {
  static final int HEADER_BYTES = 36;

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);
  private static final Pattern NAME = Pattern.compile("snapshot-(\\d{20})");
  private static final long MAGIC = 0x535052544E415020L;
  private static final int VERSION = 1;
  private static final int CRC_AT = 32;
  private static final int KEPT = 2;

  private final Path directory;
  private final Path unfinished;
  private final Disk disk;

  private SnapshotFile(Path directory, Disk disk) throws IOException {
    this.directory = directory;
    this.unfinished = directory.resolve("snapshot" + AtomicFile.UNFINISHED);
    this.disk = disk;
    disk.createDirectory(directory);
    disk.delete(unfinished);
  }

  /// Opens a directory that holds nothing else; it is made if it is absent.
  public static SnapshotFile open(Path directory) throws IOException {
    return open(directory, new RealDisk());
  }

  static SnapshotFile open(Path directory, Disk disk) throws IOException {
    return new SnapshotFile(directory, disk);
  }

  /// Writes what a snapshot holds.
  @FunctionalInterface
  public interface Content {
    /// Writes all of it; need not buffer, flush or close.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Returns the newest snapshot that verifies.
  public Optional<Snapshot> newest() throws IOException {
    return newestUpTo(Long.MAX_VALUE);
  }

  /// Returns the newest snapshot that verifies and is not ahead of the journal: one that is ahead
  /// belongs to another history, as after a restore.
  ///
  /// @param lastSequence of the journal
  public Optional<Snapshot> newestUpTo(long lastSequence) throws IOException {
    for (var file : files()) {
      if (sequenceOf(file) > lastSequence) {
        LOG.warn("{}: passed over, it is ahead of the journal's end {}", file, lastSequence);
        continue;
      }
      var snapshot = read(file);
      if (snapshot.isPresent()) {
        return snapshot;
      }
      LOG.warn("{}: passed over, it is damaged", file);
    }
    return Optional.empty();
  }

  /// Writes a snapshot and returns once it is durable; older ones than the one before it go.
  ///
  /// @param sequence of the last journal entry that is in it
  /// @throws IOException if it could not be written; the others are still there
  public void write(long sequence, byte[] content) throws IOException {
    write(sequence, out -> out.write(content));
  }

  /// The same, for content that is written piece by piece.
  public void write(long sequence, Content content) throws IOException {
    try {
      writeUnfinished(sequence, content);
    } catch (IOException | RuntimeException e) {
      remove(unfinished, e);
      throw e;
    }
    disk.rename(unfinished, directory.resolve("snapshot-%020d".formatted(sequence)));
    disk.syncDirectory(directory);
    removeOthers(sequence);
  }

  private void writeUnfinished(long sequence, Content content) throws IOException {
    try (var file = disk.open(unfinished)) {
      file.truncate(0);
      var out = new DiskOutput(file, HEADER_BYTES);
      var checked = new CheckedOutputStream(out, new CRC32C());
      content.writeTo(checked);
      out.flush();
      file.write(header(sequence, out.count(), (int) checked.getChecksum().getValue()), 0);
      file.force(true);
    }
  }

  private static ByteBuffer header(long sequence, long length, int crc) {
    var header = ByteBuffer.allocate(HEADER_BYTES);
    header.putLong(MAGIC).putInt(VERSION).putLong(sequence).putLong(length).putInt(crc);
    return header.putInt(Frame.crc(header, 0, CRC_AT)).flip();
  }

  private static Optional<Snapshot> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    var header = ByteBuffer.wrap(bytes);
    boolean sound =
        bytes.length >= HEADER_BYTES
            && header.getInt(CRC_AT) == Frame.crc(header, 0, CRC_AT)
            && header.getLong(0) == MAGIC
            && header.getInt(8) == VERSION
            && header.getLong(12) == sequenceOf(file)
            && header.getLong(20) == bytes.length - HEADER_BYTES
            && header.getInt(28) == Frame.crc(header, HEADER_BYTES, bytes.length);
    return sound ? Optional.of(new Snapshot(sequenceOf(file), bytes)) : Optional.empty();
  }

  /// Removes what is older than the one before `newest`, and what is ahead of it: that belongs to
  /// another history.
  private void removeOthers(long newest) throws IOException {
    int kept = 0;
    for (var file : files()) {
      boolean keep = sequenceOf(file) <= newest && kept < KEPT;
      if (keep) {
        kept++;
      } else {
        disk.delete(file);
      }
    }
  }

  private void remove(Path file, Exception because) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e); // the next start removes it
    }
  }

  /// Returns the snapshots, newest first.
  private List<Path> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(f -> NAME.matcher(String.valueOf(f.getFileName())).matches())
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static long sequenceOf(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring("snapshot-".length()));
  }
}

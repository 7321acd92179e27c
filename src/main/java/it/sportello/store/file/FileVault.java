package it.sportello.store.file;

import it.sportello.base.Sha256;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recordings as encrypted files, one each: `d<begin of the contact's id>/<recording>.sealed`.
///
/// A file gets its name when all its bytes are durable. One process at a time may use a directory;
/// the journal's lock sees to that.
public final class FileVault implements RecordingVault {
  private static final Logger LOG = LoggerFactory.getLogger(FileVault.class);

  /// Bytes of sound that are encrypted together: four seconds of talk, so that little more is read
  /// than is listened to.
  static final int PIECE_BYTES = 64 << 10;

  private static final String ENDING = ".sealed";

  private final Path directory;
  private final Disk disk;
  private final KeyRing keys;
  private final SecureRandom random;
  private final InstantSource clock;

  FileVault(Path directory, Disk disk, KeyRing keys, SecureRandom random, InstantSource clock)
      throws IOException {
    this.directory = directory;
    this.disk = disk;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    disk.createDirectory(directory);
    removeUnfinished();
  }

  /// Opens the vault in a directory, which is made if it is absent; removes what an earlier process
  /// did not finish.
  public static FileVault open(
      Path directory, KeyRing keys, SecureRandom random, InstantSource clock) throws IOException {
    return new FileVault(directory, new RealDisk(), keys, random, clock);
  }

  @Override
  public Kept put(RecordingId id, Path sound, int keepDays) throws IOException {
    Path file = fileOf(id);
    disk.createDirectory(AtomicFile.directoryOf(file));
    Path unfinished = AtomicFile.unfinished(file);
    try {
      Kept kept = seal(id, sound, keepDays, unfinished);
      disk.rename(unfinished, file);
      disk.syncDirectory(AtomicFile.directoryOf(file));
      return kept;
    } catch (IOException | RuntimeException e) {
      remove(unfinished, e);
      throw e;
    }
  }

  private Kept seal(RecordingId id, Path sound, int keepDays, Path to) throws IOException {
    var salt = new byte[SealedHead.SALT_BYTES];
    random.nextBytes(salt);
    String key = keys.current();
    long length = Files.size(sound);
    var head =
        new SealedHead(
            id,
            key,
            keepDays,
            clock.millis(),
            length,
            PIECE_BYTES,
            java.util.HexFormat.of().formatHex(salt));
    var cipher = new PieceCipher(keys.key(key).orElseThrow(), head);
    MessageDigest digest = Sha256.digest();
    long at = 0;
    try (InputStream in = Files.newInputStream(sound);
        DiskFile out = disk.open(to)) {
      out.truncate(0);
      at += write(out, head.bytes(), at, digest);
      var piece = new byte[PIECE_BYTES];
      for (long i = 0; i < head.pieces(); i++) {
        int count = in.readNBytes(piece, 0, head.lengthOf(i));
        if (count != head.lengthOf(i)) {
          throw new IOException(sound + " became shorter while it was read");
        }
        at += write(out, cipher.encrypt(i, piece, count), at, digest);
      }
      out.force(true);
    }
    return new Kept(at, Sha256.ofHash(digest.digest()), key);
  }

  private static int write(DiskFile out, byte[] bytes, long at, MessageDigest digest)
      throws IOException {
    digest.update(bytes);
    out.write(ByteBuffer.wrap(bytes), at);
    return bytes.length;
  }

  @Override
  public Optional<Sound> open(RecordingId id) throws IOException {
    Path file = fileOf(id);
    Optional<SealedHead> head = head(file);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    if (!head.get().id().equals(id)) {
      throw new IOException(file + " holds " + head.get().id());
    }
    byte[] master =
        keys.key(head.get().key())
            .orElseThrow(
                () ->
                    new IOException(
                        file + " needs the key " + head.get().key() + ", which is missing"));
    long expected = head.get().fileLength(head.get().bytes().length);
    if (Files.size(file) != expected) {
      throw new IOException(file + ": " + Files.size(file) + " bytes (expected: " + expected + ")");
    }
    return Optional.of(new SealedSound(file, head.get(), master));
  }

  private static Optional<SealedHead> head(Path file) throws IOException {
    try (var in = new java.io.BufferedInputStream(Files.newInputStream(file))) {
      return Optional.of(SealedHead.read(in, file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(RecordingId id) throws IOException {
    Path file = fileOf(id);
    if (Files.exists(file)) {
      disk.delete(file);
      disk.syncDirectory(AtomicFile.directoryOf(file));
    }
  }

  @Override
  public List<Item> list() throws IOException {
    var items = new ArrayList<Item>();
    try (var files = Files.walk(directory, 2)) {
      for (Path file : (Iterable<Path>) files.filter(FileVault::isSealed)::iterator) {
        try {
          head(file).ifPresent(h -> items.add(new Item(h.id(), h.keptAtMs(), h.keepDays())));
        } catch (IOException e) {
          LOG.error("a recording cannot be understood: {}", e.getMessage());
        }
      }
    }
    return items;
  }

  /// How many recordings lie in a directory, understood or not; 0 if it does not exist.
  static long count(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (var files = Files.walk(directory, 2)) {
      return files.filter(FileVault::isSealed).count();
    }
  }

  private static boolean isSealed(Path file) {
    return file.toString().endsWith(ENDING);
  }

  private Path fileOf(RecordingId id) {
    String contact = id.contact().value();
    String begin = contact.substring(0, Math.min(4, contact.length()));
    return directory.resolve("d" + begin).resolve(id + ENDING);
  }

  private void remove(Path file, Exception because) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      because.addSuppressed(e); // the next start removes it
    }
  }

  private void removeUnfinished() throws IOException {
    try (var files = Files.walk(directory, 2)) {
      for (Path file :
          (Iterable<Path>)
              files.filter(f -> f.toString().endsWith(AtomicFile.UNFINISHED))::iterator) {
        disk.delete(file);
      }
    }
  }
}

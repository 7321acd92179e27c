package it.sportello.store.file;

import it.sportello.journal.Chain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Overwrites personal parts in place.
///
/// What it is about to do is made durable first, in the file `erasing`; a crash in the middle
/// leaves bytes that are neither, and the next start does it again. Used by the journal's thread
/// only.
///
/// ```
///  0   8  magic "SPRTJERA"
///  8   8  first sequence of the segment
/// 16   8  offset of the erasable part
/// 24   4  length of the personal text
/// 28   4  CRC32C of all the above
/// ```
final class Eraser {
  private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);
  private static final String NAME = "erasing";
  private static final long MAGIC = 0x535052544A455241L; // "SPRTJERA"
  private static final int BYTES = 32;
  private static final int CRC_AT = 28;

  private final Disk disk;
  private final Path directory;
  private final Lock whileErasing;

  /// @param whileErasing held while bytes change, so that nobody reads half of each
  Eraser(Disk disk, Path directory, Lock whileErasing) {
    this.disk = disk;
    this.directory = directory;
    this.whileErasing = whileErasing;
  }

  /// Returns once the personal part is gone from the disk. What was begun before must be finished.
  ///
  /// @throws IOException if it may still be there; trying again is safe
  void erase(ErasablePlace place) throws IOException {
    var plan = ByteBuffer.allocate(BYTES);
    plan.putLong(MAGIC).putLong(place.segment()).putLong(place.offset());
    plan.putInt(place.personalBytes()).putInt(Frame.crc(plan, 0, CRC_AT));
    AtomicFile.write(disk, directory.resolve(NAME), plan.flip());
    overwrite(place);
  }

  /// Does again what a crash or an error may have left half done.
  void finishWhatWasBegun() throws IOException {
    var begun = begun();
    if (begun.isPresent()) {
      LOG.info("journal: finishing an erasure that was begun, {}", begun.get());
      overwrite(begun.get());
    }
  }

  private Optional<ErasablePlace> begun() throws IOException {
    var file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    var plan = ByteBuffer.wrap(Files.readAllBytes(file));
    boolean good =
        plan.limit() == BYTES
            && plan.getLong(0) == MAGIC
            && plan.getInt(CRC_AT) == Frame.crc(plan, 0, CRC_AT);
    if (!good || !Files.isRegularFile(Segment.fileOf(directory, plan.getLong(8)))) {
      throw new IOException(
          file + ": damaged (expected: the plan of an erasure in a segment that is there)");
    }
    return Optional.of(new ErasablePlace(plan.getLong(8), plan.getLong(16), plan.getInt(24)));
  }

  private void overwrite(ErasablePlace place) throws IOException {
    var blank = ByteBuffer.allocate(Frame.erasableLength(place.personalBytes()));
    Frame.putErasable(
        blank, Frame.ERASED, new byte[Chain.SALT_BYTES], new byte[place.personalBytes()]);
    try (var file = disk.open(Segment.fileOf(directory, place.segment()))) {
      whileErasing.lock();
      try {
        file.write(blank.flip(), place.offset());
      } finally {
        whileErasing.unlock();
      }
      file.force(false);
    }
    disk.delete(directory.resolve(NAME));
    disk.syncDirectory(directory);
  }
}

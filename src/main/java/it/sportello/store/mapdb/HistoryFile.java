package it.sportello.store.mapdb;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryBroken;
import it.sportello.history.IntakeLine;
import it.sportello.mail.MailKey;
import java.io.IOError;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open MapDB file: histories by id, the index, the intake log, and the raw messages that were
/// taken.
///
/// Without MapDB's log of writes: after a crash the file is worth nothing and is thrown away.
/// Through a [PagedFile], not mapped into memory (a full disk would end the process) and not
/// through a channel (an interrupted reader would close it for all). Read by any thread, written by
/// one.
final class HistoryFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

  private final Path path;
  private final HistoryJson json;
  private final DB db;
  private final BTreeMap<String, byte[]> histories;
  private final NavigableSet<String> index;
  private final NavigableSet<String> taken;
  private final IntakeFile intake;
  private volatile boolean broken;
  private volatile boolean closed;

  /// Opens the file, or makes it.
  ///
  /// @throws HistoryBroken if it is no such file
  static HistoryFile open(Path path, HistoryJson json) {
    try {
      return new HistoryFile(path, json);
    } catch (RuntimeException | AssertionError | IOError | StackOverflowError e) {
      throw new HistoryBroken(path + ": " + e, e);
    }
  }

  private HistoryFile(Path path, HistoryJson json) {
    this.path = path;
    this.json = json;
    boolean exists = Files.exists(path);
    db = DBMaker.volumeDB(new PagedFile(path, PagedFile.USUAL_PAGES), exists).make();
    histories =
        db.treeMap("histories", Serializer.STRING, Serializer.BYTE_ARRAY)
            .valuesOutsideNodesEnable()
            .createOrOpen();
    index = db.treeSet("index", Serializer.STRING).createOrOpen();
    taken = db.treeSet("taken", Serializer.STRING).createOrOpen();
    intake = new IntakeFile(db, json);
  }

  boolean isBroken() {
    return broken;
  }

  /// @throws HistoryBroken if it is damaged, as far as was noticed, or closed
  void check() {
    if (broken || closed) {
      throw new HistoryBroken(path + (closed ? " is closed" : " is damaged"));
    }
  }

  Optional<ContactHistory> contact(ContactId id) {
    return guarded(() -> Optional.ofNullable(histories.get(id.value())).map(v -> unpack(id, v)));
  }

  void put(ContactHistory history) {
    guarded(() -> histories.put(history.id().value(), pack(history)));
  }

  void list(Collection<String> keys) {
    keys.forEach(key -> guarded(() -> index.add(key)));
  }

  void unlist(Collection<String> keys) {
    keys.forEach(key -> guarded(() -> index.remove(key)));
  }

  void log(IntakeLine line) {
    guarded(
        () -> {
          intake.put(line);
          return taken.add(line.key().mailbox() + '\u0000' + line.raw());
        });
  }

  Optional<IntakeLine> intake(long sequence) {
    return guarded(() -> intake.get(sequence));
  }

  /// The visitor may do as it likes: what it throws says nothing about the file.
  void intakeBefore(long before, boolean onlyFailed, Predicate<IntakeLine> visitor) {
    long next = before;
    Optional<IntakeLine> line = newest(next, onlyFailed);
    while (line.isPresent() && visitor.test(line.get())) {
      next = line.get().sequence();
      line = newest(next, onlyFailed);
    }
  }

  private Optional<IntakeLine> newest(long before, boolean onlyFailed) {
    return guarded(() -> intake.newestBefore(before, onlyFailed));
  }

  SortedMap<Long, Long> takenFrom(MailKey from, int most) {
    return guarded(() -> intake.takenFrom(from, most));
  }

  long failedIntake() {
    return guarded(intake::failed);
  }

  boolean wasTaken(String mailbox, Sha256 raw) {
    return guarded(() -> taken.contains(mailbox + '\u0000' + raw));
  }

  /// The ids in one list, from a key on. Neither it nor its iterator may be used by two threads.
  Iterable<ContactId> ids(String list, String fromKey) {
    return ids(list, fromKey, IndexKeys.until(list, Instant.MIN));
  }

  /// The same, up to a key.
  Iterable<ContactId> ids(String list, String fromKey, String lastKey) {
    return () -> new Ids(list, lastKey, guarded(() -> index.tailSet(fromKey, true).iterator()));
  }

  /// Writes everything out. What the file is worth then is the caller's to say.
  @Override
  public void close() {
    closed = true;
    try {
      db.close();
    } catch (RuntimeException | LinkageError | AssertionError | IOError e) {
      broken = true;
      LOG.warn("{} could not be closed", path, e);
    }
  }

  /// CRC32C over id and JSON, then the JSON: a record that is not this contact's is noticed.
  private byte[] pack(ContactHistory history) {
    byte[] text = json.write(history);
    return ByteBuffer.allocate(Integer.BYTES + text.length)
        .putInt(crc(history.id(), text, 0))
        .put(text)
        .array();
  }

  private ContactHistory unpack(ContactId id, byte[] value) {
    if (value.length < Integer.BYTES || ByteBuffer.wrap(value).getInt() != crc(id, value, 4)) {
      throw new HistoryBroken("contact " + id + " does not verify");
    }
    return json.read(value, Integer.BYTES);
  }

  private static int crc(ContactId id, byte[] bytes, int offset) {
    var crc = new CRC32C();
    id.value().chars().forEach(crc::update);
    crc.update(bytes, offset, bytes.length - offset);
    return (int) crc.getValue();
  }

  /// Whatever MapDB throws means that the file cannot be trusted any more.
  private <T> T guarded(Supplier<T> work) {
    check();
    try {
      return work.get();
    } catch (RuntimeException | LinkageError | AssertionError | IOError | StackOverflowError e) {
      if (!closed && !broken) {
        broken = true;
        LOG.error("{} is damaged: the histories have to be made again from the journal", path, e);
      }
      throw new HistoryBroken(path + (closed ? " is closed" : ": " + e), e);
    }
  }

  private final class Ids implements Iterator<ContactId> {
    private final String list;
    private final String lastKey;
    private final Iterator<String> keys;
    private String next = "";

    Ids(String list, String lastKey, Iterator<String> keys) {
      this.list = list;
      this.lastKey = lastKey;
      this.keys = keys;
    }

    @Override
    public boolean hasNext() {
      if (next.isEmpty() && guarded(keys::hasNext)) {
        next = guarded(keys::next);
      }
      return next.startsWith(list) && next.compareTo(lastKey) <= 0;
    }

    @Override
    public ContactId next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      String key = next;
      next = "";
      return guarded(() -> new ContactId(IndexKeys.id(list, key)));
    }
  }
}

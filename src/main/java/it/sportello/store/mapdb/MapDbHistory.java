package it.sportello.store.mapdb;

import it.sportello.base.ContactId;
import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryBroken;
import it.sportello.history.HistoryStore;
import it.sportello.history.IntakeLine;
import it.sportello.mail.MailKey;
import it.sportello.store.mapdb.ViewFiles.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Histories in MapDB.
///
/// Only a clean close makes the file worth something: a mark then says so and how far it reached.
/// Opening takes the mark away; whatever was not marked, was written by another version, is ahead
/// of the journal or cannot be opened is thrown away, and the store starts empty at sequence 0. The
/// journal fills it again while the desk works.
///
/// Writing goes to memory first: see [RecentHistories]. There is no commit between opening and
/// closing, because a crash costs the whole file anyway. Writers take this object's lock, readers
/// take none.
public final class MapDbHistory implements HistoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(MapDbHistory.class);

  /// Raise it whenever [it.sportello.history.HistoryFold] makes something else of the same entries,
  /// or the keys of the file change. A change of [ContactHistory] itself is noticed without it.
  private static final int VIEW_VERSION = 6;

  private final String version;
  private final HistoryJson json = new HistoryJson();
  private final RecentHistories recent = new RecentHistories();
  private final ViewFiles files;
  private volatile HistoryFile file;
  private volatile long sequence;
  private boolean closed;

  /// Opens the view in a directory of its own, empty if what is there cannot be used.
  ///
  /// @param journalSequence the sequence of the journal's last entry
  /// @throws IOException if the directory cannot be used at all: not writable, or in use
  public static MapDbHistory open(Path directory, long journalSequence) throws IOException {
    return open(directory, journalSequence, VIEW_VERSION + "-" + HistoryJson.shape());
  }

  /// @param version of the view
  static MapDbHistory open(Path directory, long journalSequence, String version)
      throws IOException {
    ViewFiles files = ViewFiles.take(directory);
    try {
      return new MapDbHistory(files, version, journalSequence);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private MapDbHistory(ViewFiles files, String version, long journalSequence) throws IOException {
    this.files = files;
    this.version = version;
    boolean isNew = files.isNew();
    Optional<Mark> mark = files.takeMark();
    String trouble = isNew ? "" : trouble(mark, journalSequence);
    Optional<HistoryFile> reused = Optional.empty();
    if (!isNew && trouble.isEmpty()) {
      try {
        reused = Optional.of(HistoryFile.open(files.data(), json));
      } catch (HistoryBroken e) {
        trouble = "it cannot be opened: " + e.getMessage();
      }
    }
    if (!trouble.isEmpty()) {
      LOG.warn("histories are made again from the journal: {}", trouble);
      files.throwAway();
    }
    file = reused.orElseGet(() -> HistoryFile.open(files.data(), json));
    sequence = reused.isPresent() ? mark.map(Mark::sequence).orElse(0L) : 0;
  }

  /// Why what is there cannot be used; empty if nothing speaks against it.
  private String trouble(Optional<Mark> mark, long journalSequence) throws IOException {
    if (mark.isEmpty()) {
      return "the view was not closed cleanly";
    }
    if (!mark.get().version().equals(version)) {
      return "the view has version " + mark.get().version() + " (expected: " + version + ")";
    }
    if (mark.get().sequence() > journalSequence) {
      return "the view has reached entry "
          + mark.get().sequence()
          + ", beyond the journal's last one, "
          + journalSequence;
    }
    if (mark.get().bytes() != files.dataBytes()) {
      return "the view's file has "
          + files.dataBytes()
          + " bytes (expected: "
          + mark.get().bytes()
          + ")";
    }
    return "";
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public Optional<ContactHistory> contact(ContactId id) {
    return recent.get(id).or(() -> file.contact(id));
  }

  @Override
  public synchronized void put(ContactHistory history) {
    Set<String> before = contact(history.id()).map(IndexKeys::of).orElse(Set.of());
    Set<String> after = IndexKeys.of(history);
    recent.put(history);
    if (!before.equals(after)) {
      file.list(without(after, before));
      file.unlist(without(before, after));
    }
    for (var old = recent.surplus(); old.isPresent(); old = recent.surplus()) {
      writeOut(old.get());
    }
  }

  private static Set<String> without(Set<String> keys, Set<String> others) {
    var rest = new HashSet<>(keys);
    rest.removeAll(others);
    return rest;
  }

  private void writeOut(ContactHistory history) {
    file.put(history);
    recent.forget(history.id());
  }

  @Override
  public synchronized void log(IntakeLine line) {
    file.log(line);
  }

  @Override
  public Optional<IntakeLine> intake(long intakeSequence) {
    return file.intake(intakeSequence);
  }

  @Override
  public void intakeBefore(long before, boolean onlyFailed, Predicate<IntakeLine> visitor) {
    file.intakeBefore(before, onlyFailed, visitor);
  }

  @Override
  public SortedMap<Long, Long> takenFrom(MailKey from, int most) {
    return file.takenFrom(from, most);
  }

  @Override
  public long failedIntake() {
    return file.failedIntake();
  }

  @Override
  public synchronized void reached(long reached) {
    file.check();
    sequence = reached;
  }

  @Override
  public boolean wasTaken(String mailbox, Sha256 raw) {
    return file.wasTaken(mailbox, raw);
  }

  @Override
  public Optional<ContactId> byMessageId(String messageId) {
    return first(IndexKeys.ours(messageId)).or(() -> first(IndexKeys.message(messageId)));
  }

  private Optional<ContactId> first(String list) {
    for (ContactId id : file.ids(list, list)) {
      return Optional.of(id);
    }
    return Optional.empty();
  }

  @Override
  public void arrivedBetween(Instant from, Instant to, Visitor visitor) {
    String list = IndexKeys.arrivals();
    boolean go = true;
    for (ContactId id : file.ids(list, IndexKeys.from(list, to))) {
      Optional<ContactHistory> found = contact(id);
      if (found.isPresent() && found.get().arrivedAt().isBefore(from)) {
        return;
      }
      if (found.isPresent() && found.get().arrivedAt().isBefore(to)) {
        go = visitor.visit(found.get());
      }
      if (!go) {
        return;
      }
    }
  }

  @Override
  public void activeBetween(Instant from, Instant to, Visitor visitor) {
    String list = IndexKeys.activity();
    var seen = new HashSet<ContactId>();
    for (ContactId id : file.ids(list, IndexKeys.from(list, to), IndexKeys.until(list, from))) {
      boolean go =
          !seen.add(id)
              || contact(id)
                  .filter(h -> h.legs().stream().anyMatch(leg -> leg.isOf(from, to)))
                  .map(visitor::visit)
                  .orElse(true);
      if (!go) {
        return;
      }
    }
  }

  @Override
  public void unscannedSince(Instant from, Visitor visitor) {
    String list = IndexKeys.unscanned();
    for (ContactId id : file.ids(list, list, IndexKeys.until(list, from))) {
      boolean go =
          contact(id)
              .filter(h -> h.unscannedAt().filter(at -> !at.isBefore(from)).isPresent())
              .map(visitor::visit)
              .orElse(true);
      if (!go) {
        return;
      }
    }
  }

  @Override
  public List<ContactHistory> byAddress(String address, int limit) {
    String list = IndexKeys.address(address);
    var found = new ArrayList<ContactHistory>();
    for (ContactId id : file.ids(list, list)) {
      if (found.size() >= limit) {
        break;
      }
      contact(id).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  @Override
  public Optional<ContactHistory> byCode(String code) {
    String list = IndexKeys.code(code);
    for (ContactId id : file.ids(list, list)) {
      return contact(id);
    }
    return Optional.empty();
  }

  @Override
  public synchronized void clear() {
    if (closed) {
      throw new HistoryBroken("the store is closed");
    }
    sequence = 0;
    recent.clear();
    file.close();
    try {
      files.throwAway();
    } catch (IOException e) {
      throw new HistoryBroken("the damaged view cannot be thrown away", e);
    }
    file = HistoryFile.open(files.data(), json);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (files) {
      for (var old = recent.oldest(); old.isPresent(); old = recent.oldest()) {
        writeOut(old.get());
      }
      file.close();
      if (!file.isBroken()) {
        files.putMark(version, sequence);
      }
    } catch (IOException | HistoryBroken e) {
      LOG.warn("histories could not be closed cleanly: the next start makes them again", e);
    }
  }
}

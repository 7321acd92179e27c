package it.sportello.store.mapdb;

import it.sportello.history.HistoryBroken;
import it.sportello.history.IntakeLine;
import it.sportello.mail.MailKey;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.Serializer;

/// The intake log in a [HistoryFile], which guards every call.
final class IntakeFile {
  /// Of the largest number.
  private static final int DIGITS = 19;

  private final HistoryJson json;
  private final BTreeMap<Long, byte[]> lines;
  private final NavigableSet<Long> failed;

  /// Size by folder and UID, so that a folder can be read without the others.
  private final BTreeMap<String, Long> byFolder;

  IntakeFile(DB db, HistoryJson json) {
    this.json = json;
    lines =
        db.treeMap("intake", Serializer.LONG, Serializer.BYTE_ARRAY)
            .valuesOutsideNodesEnable()
            .createOrOpen();
    failed = db.treeSet("intake-failed", Serializer.LONG).createOrOpen();
    byFolder = db.treeMap("intake-folders", Serializer.STRING, Serializer.LONG).createOrOpen();
  }

  void put(IntakeLine line) {
    lines.put(line.sequence(), json.write(line));
    if (line.key().isInFolder()) {
      byFolder.put(place(line.key()), line.sizeBytes());
    }
    if (line.isFailed()) {
      failed.add(line.sequence());
    } else {
      failed.remove(line.sequence());
    }
  }

  Optional<IntakeLine> get(long sequence) {
    return Optional.ofNullable(lines.get(sequence)).map(text -> read(sequence, text));
  }

  Optional<IntakeLine> newestBefore(long sequence, boolean onlyFailed) {
    Long found = onlyFailed ? failed.lower(sequence) : lines.lowerKey(sequence);
    return found == null ? Optional.empty() : get(found);
  }

  SortedMap<Long, Long> takenFrom(MailKey from, int most) {
    var last = new MailKey(from.mailbox(), from.folder(), from.uidValidity(), Long.MAX_VALUE);
    var taken = new TreeMap<Long, Long>();
    for (var one : byFolder.subMap(place(from), true, place(last), true).entrySet()) {
      if (taken.size() == most) {
        break;
      }
      taken.put(
          Long.parseLong(one.getKey().substring(one.getKey().length() - DIGITS)), one.getValue());
    }
    return taken;
  }

  /// In the order of UIDs within a folder.
  private static String place(MailKey key) {
    return key.mailbox()
        + '\u0000'
        + key.folder()
        + '\u0000'
        + padded(key.uidValidity())
        + padded(key.uid());
  }

  private static String padded(long number) {
    String digits = Long.toString(number);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  long failed() {
    return failed.size();
  }

  private IntakeLine read(long sequence, byte[] text) {
    IntakeLine line = json.readLine(text);
    if (line.sequence() != sequence) {
      throw new HistoryBroken("line " + sequence + " of the intake log does not verify");
    }
    return line;
  }
}

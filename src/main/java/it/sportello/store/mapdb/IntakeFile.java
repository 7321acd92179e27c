package it.sportello.store.mapdb;

import it.sportello.history.HistoryBroken;
import it.sportello.history.IntakeLine;
import java.util.NavigableSet;
import java.util.Optional;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.Serializer;

/// The intake log in a [HistoryFile], which guards every call.
final class IntakeFile {
  private final HistoryJson json;
  private final BTreeMap<Long, byte[]> lines;
  private final NavigableSet<Long> failed;

  IntakeFile(DB db, HistoryJson json) {
    this.json = json;
    lines =
        db.treeMap("intake", Serializer.LONG, Serializer.BYTE_ARRAY)
            .valuesOutsideNodesEnable()
            .createOrOpen();
    failed = db.treeSet("intake-failed", Serializer.LONG).createOrOpen();
  }

  void put(IntakeLine line) {
    lines.put(line.sequence(), json.write(line));
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

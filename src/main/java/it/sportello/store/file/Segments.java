package it.sportello.store.file;

import it.sportello.journal.Entry;
import it.sportello.journal.JournalBroken;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/// All segments of an open journal, for those who read.
///
/// May be used from any thread. Callers ask for durable entries only.
final class Segments {
  private static final int REPLAY_BUFFER_BYTES = 256 << 10;
  private static final int ENTRY_BUFFER_BYTES = 32 << 10;

  private final ConcurrentSkipListMap<Long, Segment> byFirstSequence =
      new ConcurrentSkipListMap<>();
  private final Lock whileReading;

  /// @param whileReading held while bytes are fetched, so that no entry is seen half erased
  Segments(Lock whileReading) {
    this.whileReading = whileReading;
  }

  void add(Segment segment) {
    byFirstSequence.put(segment.firstSequence(), segment);
  }

  int count() {
    return byFirstSequence.size();
  }

  /// Passes the entries `from..to` to `visitor`; no lock is held meanwhile.
  void replay(long from, long to, Consumer<Entry> visitor) {
    long next = from;
    while (next <= to) {
      long last = lastOfSegmentWith(next, to);
      try (var cursor = cursorAt(next, REPLAY_BUFFER_BYTES)) {
        for (; next <= last; next++) {
          visitor.accept(cursor.next().entry());
        }
      } catch (IOException | Damaged e) {
        throw unreadable(next, e);
      }
    }
  }

  Entry entry(long sequence) {
    try (var cursor = cursorAt(sequence, ENTRY_BUFFER_BYTES)) {
      return cursor.next().entry();
    } catch (IOException | Damaged e) {
      throw unreadable(sequence, e);
    }
  }

  /// Returns where an entry's personal part lies, or empty if there is nothing left to erase.
  Optional<ErasablePlace> erasable(long sequence) {
    try (var cursor = cursorAt(sequence, ENTRY_BUFFER_BYTES)) {
      var frame = cursor.next();
      if (frame.erased() || frame.personalBytes() == 0) {
        return Optional.empty();
      }
      long offset = cursor.offset() - Frame.erasableLength(frame.personalBytes());
      return Optional.of(
          new ErasablePlace(segmentWith(sequence).firstSequence(), offset, frame.personalBytes()));
    } catch (IOException | Damaged e) {
      throw unreadable(sequence, e);
    }
  }

  private FrameCursor cursorAt(long sequence, int bufferBytes) throws IOException, Damaged {
    return FrameCursor.at(segmentWith(sequence), sequence, whileReading, bufferBytes);
  }

  private Segment segmentWith(long sequence) {
    return byFirstSequence.floorEntry(sequence).getValue();
  }

  private long lastOfSegmentWith(long sequence, long atMost) {
    var following = byFirstSequence.higherKey(sequence);
    return following == null ? atMost : Math.min(atMost, following - 1);
  }

  private static JournalBroken unreadable(long sequence, Exception cause) {
    return new JournalBroken(
        "journal: entry " + sequence + " cannot be read: " + cause.getMessage(), cause);
  }
}

package it.sportello.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.Lock;

/// Goes through the entries of one segment from a given one on. One thread at a time.
final class FrameCursor implements Closeable {
  private final Segment segment;
  private final FrameReader reader;
  private long nextSequence;
  private long nextOffset;

  private FrameCursor(Segment segment, FrameReader reader, long sequence) {
    this.segment = segment;
    this.reader = reader;
    nextSequence = segment.index().nearest(sequence);
    nextOffset = segment.index().offsetOfNearest(sequence);
  }

  /// Opens a cursor whose next entry is `sequence`.
  ///
  /// @param sequence of a durable entry of this segment
  /// @param whileReading held while bytes are fetched
  static FrameCursor at(Segment segment, long sequence, Lock whileReading, int bufferBytes)
      throws IOException, Damaged {
    var reader = new FrameReader(segment.file(), whileReading, bufferBytes);
    try {
      var cursor = new FrameCursor(segment, reader, sequence);
      while (cursor.nextSequence < sequence) {
        cursor.next();
      }
      return cursor;
    } catch (IOException | Damaged e) {
      reader.close();
      throw e;
    }
  }

  /// Returns the next entry's frame, which must be there; it may be used until the next call.
  Frame next() throws IOException, Damaged {
    var frame = reader.at(nextOffset).orElseThrow(this::missing);
    if (frame.sequence() != nextSequence) {
      throw missing();
    }
    nextSequence++;
    nextOffset += frame.length();
    return frame;
  }

  /// Returns the offset after the last frame that was returned.
  long offset() {
    return nextOffset;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private Damaged missing() {
    return new Damaged(segment.file(), nextOffset, "entry " + nextSequence);
  }
}

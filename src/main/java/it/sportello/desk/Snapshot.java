package it.sportello.desk;

/// What the desk needs to start again without reading the whole journal: which entries still
/// matter.
public final class Snapshot {
  private final long sequence;
  private final byte[] bytes;

  /// @param sequence of the last journal entry it covers
  /// @param bytes its content; not copied
  public Snapshot(long sequence, byte[] bytes) {
    this.sequence = sequence;
    this.bytes = bytes;
  }

  /// The sequence of the last journal entry it covers.
  public long sequence() {
    return sequence;
  }

  /// Its content; not a copy.
  public byte[] bytes() {
    return bytes;
  }
}

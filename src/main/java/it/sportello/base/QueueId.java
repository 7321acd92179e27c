package it.sportello.base;

/// Names one queue, as `queues.yaml` does.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record QueueId(String value) implements Comparable<QueueId> {
  public QueueId {
    Ids.check("QueueId", value);
  }

  @Override
  public int compareTo(QueueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

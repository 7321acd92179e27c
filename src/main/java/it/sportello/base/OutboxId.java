package it.sportello.base;

/// Names one message that has to leave; the same id never leaves twice on purpose.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record OutboxId(String value) implements Comparable<OutboxId> {
  public OutboxId {
    Ids.check("OutboxId", value);
  }

  @Override
  public int compareTo(OutboxId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

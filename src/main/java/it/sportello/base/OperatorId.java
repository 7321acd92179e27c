package it.sportello.base;

/// Names one operator or expert, as `operators.yaml` does.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record OperatorId(String value) implements Comparable<OperatorId> {
  public OperatorId {
    Ids.check("OperatorId", value);
  }

  @Override
  public int compareTo(OperatorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

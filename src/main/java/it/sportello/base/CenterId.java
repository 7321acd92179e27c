package it.sportello.base;

/// Names one competence center, as `operators.yaml` does.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record CenterId(String value) implements Comparable<CenterId> {
  public CenterId {
    Ids.check("CenterId", value);
  }

  @Override
  public int compareTo(CenterId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package it.sportello.base;

/// Names one customer: a person, company or public body on the other side.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record CustomerId(String value) implements Comparable<CustomerId> {
  public CustomerId {
    Ids.check("CustomerId", value);
  }

  @Override
  public int compareTo(CustomerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

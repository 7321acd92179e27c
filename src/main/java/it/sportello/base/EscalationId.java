package it.sportello.base;

/// Names one question put to a competence center.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record EscalationId(String value) implements Comparable<EscalationId> {
  public EscalationId {
    Ids.check("EscalationId", value);
  }

  @Override
  public int compareTo(EscalationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

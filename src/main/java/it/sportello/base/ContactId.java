package it.sportello.base;

/// Names one contact: one interaction on one channel, from arrival to closure.
///
/// @param value 1 to 64 letters, digits, `-`, `_` or `.`
public record ContactId(String value) implements Comparable<ContactId> {
  public ContactId {
    Ids.check("ContactId", value);
  }

  @Override
  public int compareTo(ContactId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

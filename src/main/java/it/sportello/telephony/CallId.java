package it.sportello.telephony;

/// Names the caller's leg of one call for as long as the PBX knows it, across restarts of ours.
///
/// @param value the PBX's own id (Asterisk: the channel's `Uniqueid`), 1 to 150 signs
public record CallId(String value) {
  public CallId {
    if (value.isEmpty() || value.length() > 150) {
      throw new IllegalArgumentException("call id: \"" + value + "\" (expected: 1 to 150 signs)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

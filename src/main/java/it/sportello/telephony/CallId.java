package it.sportello.telephony;

import it.sportello.base.ContactId;

/// Names the caller's leg of one call for as long as the PBX knows it, across restarts of ours.
///
/// @param value the PBX's own id (Asterisk: the channel's `Uniqueid`), 1 to 150 signs
public record CallId(String value) {
  /// How the ids of calls begin that an operator makes.
  public static final String OUTGOING = "sportello-out-";

  public CallId {
    if (value.isEmpty() || value.length() > 150) {
      throw new IllegalArgumentException("call id: \"" + value + "\" (expected: 1 to 150 signs)");
    }
  }

  /// Names a call that is about to be made: the PBX takes the name.
  ///
  /// @param n how many times this contact was dialled, from 1
  public static CallId outgoing(ContactId contact, int n) {
    return new CallId(OUTGOING + contact + "-" + n + ".call");
  }

  /// Whether an operator makes, or made, this call.
  public boolean isOutgoing() {
    return value.startsWith(OUTGOING);
  }

  @Override
  public String toString() {
    return value;
  }
}

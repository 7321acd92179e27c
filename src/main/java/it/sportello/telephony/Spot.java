package it.sportello.telephony;

/// Where a leg is while an operator asks somebody during a call.
public enum Spot {
  /// In the call's room: hears everybody who is there.
  ROOM,
  /// Alone, with music.
  HOLD
}

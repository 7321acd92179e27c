package it.sportello.telephony.ami;

import it.sportello.telephony.CallId;

/// Names the two legs of a call that an operator makes: the leg outside bears the call's own id,
/// the operator's the same with another ending. So each is told from the other's name alone, and a
/// restart loses nothing. Asterisk makes the operator's leg, which is the older one, the `Linkedid`
/// of both.
final class OutLegs {
  private static final String OUTSIDE = ".call";
  private static final String OWN = ".own";

  private OutLegs() {}

  static String own(CallId call) {
    return stem(call.value(), OUTSIDE) + OWN;
  }

  /// Whether this is the `Uniqueid` of an operator's own leg.
  static boolean isOwn(String uniqueId) {
    return uniqueId.startsWith(CallId.OUTGOING) && uniqueId.endsWith(OWN);
  }

  /// Whether this is the `Uniqueid` of a leg outside.
  static boolean isOutside(String uniqueId) {
    return uniqueId.startsWith(CallId.OUTGOING) && uniqueId.endsWith(OUTSIDE);
  }

  /// Returns the call's id for the `Uniqueid` or `Linkedid` of one of its legs; any other as it is.
  static String call(String id) {
    return isOwn(id) ? stem(id, OWN) + OUTSIDE : id;
  }

  private static String stem(String id, String ending) {
    return id.substring(0, id.length() - ending.length());
  }
}

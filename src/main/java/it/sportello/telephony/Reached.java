package it.sportello.telephony;

import it.sportello.base.Coded;

/// What became of dialling a number outside.
public enum Reached implements Coded {
  /// Somebody answered.
  ANSWERED("answered"),
  /// The line was busy, or the call was turned down.
  BUSY("busy"),
  /// Nobody answered in time.
  NO_ANSWER("no-answer"),
  /// The number cannot be reached.
  FAILED("failed"),
  /// Whoever was called, or their network, turned the call down.
  REFUSED("refused"),
  /// There is no such number.
  NO_SUCH_NUMBER("no-such-number"),
  /// The operator hung up before anybody answered.
  CANCELLED("cancelled"),
  /// The operator's own phone did not answer, so nothing was dialled.
  NO_PHONE("no-phone");

  private final String code;

  Reached(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

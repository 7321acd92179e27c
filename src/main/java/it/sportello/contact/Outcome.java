package it.sportello.contact;

import it.sportello.base.Coded;

/// How a contact ended.
public enum Outcome implements Coded {
  /// An operator dealt with it.
  HANDLED("handled"),
  /// The customer left before anybody took it.
  ABANDONED("abandoned"),
  /// The caller heard that the queue is closed; nobody was asked.
  OUT_OF_HOURS("out-of-hours"),
  /// The queue was too full or too slow: the caller heard a message and was released. Counts like
  /// an abandoned one, because we sent the caller away.
  RELEASED("released"),
  /// An operator called, and nobody was reached.
  NOT_REACHED("not-reached"),
  /// The caller, who was to be called back, called again: that call took the place.
  CALLED_AGAIN("called-again"),
  /// It broke off for a reason on our side, for example the PBX went down.
  LOST("lost");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  /// Whether a wait ended without an answer, as queues and indicators count it.
  public boolean isUnanswered() {
    return this == ABANDONED || this == RELEASED;
  }

  @Override
  public String code() {
    return code;
  }
}

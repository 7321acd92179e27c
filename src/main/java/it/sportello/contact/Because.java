package it.sportello.contact;

import it.sportello.base.Coded;

/// Why a contact entered a queue or came back to it.
public enum Because implements Coded {
  /// It is new.
  ARRIVED("arrived"),
  /// An operator moved it to another queue.
  TRANSFERRED("transferred"),
  /// It waited too long in another queue, or too many did: the wait goes on here.
  OVERFLOWED("overflowed"),
  /// The competence center answered.
  OPINION("opinion"),
  /// The competence center did not answer in time.
  OVERDUE("overdue"),
  /// The customer wrote again after it was closed.
  WROTE_AGAIN("wrote-again"),
  /// Somebody to whom a message was forwarded wrote after it was closed.
  OUTSIDER_WROTE("outsider-wrote"),
  /// The operator gave the offer back.
  DECLINED("declined"),
  /// The operator let the offer pass.
  EXPIRED("expired"),
  /// The operator's softphone could not be reached, or was lost during the talk.
  UNREACHABLE("unreachable"),
  /// The operator's console went away and did not come back.
  OPERATOR_LOST("operator-lost"),
  /// The operator's page lost the talk, and the operator wants the caller back.
  RECONNECTED("reconnected"),
  /// A supervisor moved it by hand.
  MOVED("moved"),
  /// Its operator did nothing about it for too long.
  UNTOUCHED("untouched"),
  /// The number that the caller was forwarded to did not answer.
  NOT_REACHED("not-reached"),
  /// The caller was promised a call back and could not be reached: written work is left.
  CALLBACK_FAILED("callback-failed");

  private final String code;

  Because(String code) {
    this.code = code;
  }

  /// Whether a wait begins that the customer asked for: with it queues and indicators count one
  /// more. All others go on with a wait or a work that was there.
  public boolean isWish() {
    return this == ARRIVED || this == TRANSFERRED || this == WROTE_AGAIN;
  }

  @Override
  public String code() {
    return code;
  }
}

package it.sportello.desk;

import it.sportello.base.Coded;

/// Why somebody who was asked is not in the call any more.
public enum ConsultEnd implements Coded {
  /// The operator went back to the caller.
  RETURNED("returned"),
  /// Who was asked hung up.
  LEFT("left"),
  /// Who was asked was busy or turned the call down.
  BUSY("busy"),
  /// Who was asked let it ring.
  NO_ANSWER("no-answer"),
  /// Who was asked could not be reached, or could not be heard any more.
  FAILED("failed"),
  /// The PBX never began: caller and operator still talk as before.
  UNDONE("undone");

  private final String code;

  ConsultEnd(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

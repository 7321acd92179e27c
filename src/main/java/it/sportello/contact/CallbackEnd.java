package it.sportello.contact;

import it.sportello.base.Coded;

/// How a promise to call back ended.
public enum CallbackEnd implements Coded {
  /// The customer answered: it was kept.
  REACHED("reached"),
  /// Nobody was reached with the last try, or the number does not exist.
  GIVEN_UP("given-up"),
  /// The time ran out in which it was to be kept.
  TOO_LATE("too-late"),
  /// The customer called again, and has the place now.
  CALLED_AGAIN("called-again");

  private final String code;

  CallbackEnd(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

package it.sportello.contact;

import it.sportello.base.Coded;

/// How a contact ended.
public enum Outcome implements Coded {
  /// An operator dealt with it.
  HANDLED("handled"),
  /// The customer left before anybody took it.
  ABANDONED("abandoned"),
  /// It broke off for a reason on our side, for example the PBX went down.
  LOST("lost");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

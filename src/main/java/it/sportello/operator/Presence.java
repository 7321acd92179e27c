package it.sportello.operator;

import it.sportello.base.Coded;

/// What an operator chose to be.
public enum Presence implements Coded {
  /// Ready to be offered contacts.
  AVAILABLE("available"),
  /// Logged in, for a reason not to be offered anything.
  PAUSE("pause"),
  /// Not at work.
  AWAY("away");

  private final String code;

  Presence(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

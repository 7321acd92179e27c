package it.sportello.operator;

import it.sportello.base.Coded;

/// What somebody may do in the console.
public enum Role implements Coded {
  /// Answers contacts.
  OPERATOR("operator"),
  /// Answers escalations of a competence center.
  EXPERT("expert"),
  /// Sees and steers everything.
  SUPERVISOR("supervisor");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

package it.sportello.access;

import java.util.Optional;

/// What an account is for; one account may have several.
///
/// Codes are written in `operators.yaml` and in the API; they never change.
public enum Role {
  /// Takes contacts.
  OPERATOR("operator"),
  /// Answers escalations for a competence center.
  EXPERT("expert"),
  /// Sees every queue, operator and figure.
  SUPERVISOR("supervisor");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  /// The persistent name, lower case.
  public String code() {
    return code;
  }

  /// Finds the role with this persistent name.
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}

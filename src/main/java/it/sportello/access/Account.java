package it.sportello.access;

import it.sportello.base.OperatorId;
import java.util.Set;

/// Somebody who may log in, as `operators.yaml` says.
///
/// @param id what is typed as user name
/// @param name as shown to others
/// @param roles at least one
public record Account(OperatorId id, String name, Set<Role> roles) {
  public Account {
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException(id + ": no role (expected: at least one)");
    }
  }
}

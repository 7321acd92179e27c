package it.sportello.access;

import it.sportello.base.OperatorId;
import it.sportello.base.Secret;
import java.util.Set;

/// Somebody who may log in.
///
/// @param password from the configuration; generated if nobody chose one
public record Account(OperatorId user, String name, Set<Role> roles, Secret password) {
  public Account {
    roles = Set.copyOf(roles);
  }
}

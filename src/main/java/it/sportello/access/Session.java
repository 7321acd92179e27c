package it.sportello.access;

import it.sportello.base.OperatorId;
import java.util.Set;

/// One login of one user in one browser.
///
/// @param id the SHA-256 of the cookie's token in hexadecimal: names the session, opens nothing
/// @param user who logged in
/// @param name the user's name as shown
/// @param roles what the user may do, as the configuration says now
/// @param csrf what every changing call has to send in `X-CSRF-Token`
/// @param phoneSecret the password of this session's softphone: good for nothing without the
///   cookie, and for nothing at all when the session has ended
public record Session(
    String id, OperatorId user, String name, Set<Role> roles, String csrf, String phoneSecret) {
  public Session {
    roles = Set.copyOf(roles);
  }

  /// Prints no secret.
  @Override
  public String toString() {
    return "Session[" + user + " " + roles + "]";
  }
}

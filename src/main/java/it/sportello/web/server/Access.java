package it.sportello.web.server;

import it.sportello.access.Role;
import it.sportello.access.Session;
import java.util.Optional;
import java.util.Set;

/// Who may use a route.
public final class Access {
  /// Anybody; the session is still there if there is one.
  public static final Access PUBLIC = new Access(false, Set.of());

  /// Whoever has a session.
  public static final Access LOGGED_IN = new Access(true, Set.of(Role.values()));

  private final boolean sessionNeeded;
  private final Set<Role> roles;

  private Access(boolean sessionNeeded, Set<Role> roles) {
    this.sessionNeeded = sessionNeeded;
    this.roles = roles;
  }

  /// Sessions with at least one of these roles.
  public static Access anyOf(Role... roles) {
    return new Access(true, Set.of(roles));
  }

  /// Says why this session, or nobody, may not come in; empty when it may.
  Optional<Response> refuse(Optional<Session> session) {
    if (!sessionNeeded) {
      return Optional.empty();
    }
    if (session.isEmpty()) {
      return Optional.of(
          Response.problem(401, "not-logged-in", "Accesso richiesto / Please log in"));
    }
    boolean allowed = this == LOGGED_IN || session.get().roles().stream().anyMatch(roles::contains);
    return allowed
        ? Optional.empty()
        : Optional.of(
            Response.problem(
                403,
                "not-allowed",
                "Il suo ruolo non lo consente / Your role does not allow this"));
  }

  @Override
  public String toString() {
    return sessionNeeded ? "one of " + roles : "anybody";
  }
}

package it.sportello.web.api;

import it.sportello.access.Role;
import it.sportello.access.Session;
import it.sportello.base.OperatorId;
import it.sportello.history.ContactHistory.Sound;

/// Who may hear what was recorded, and see that a supervisor takes part: supervisors everything,
/// operators what concerns themselves, where the installation allows it.
///
/// @param operatorsHear whether operators may listen to talks of their own
/// @param announced whether operators see who takes part in their talks
public record MediaRights(boolean operatorsHear, boolean announced) {
  boolean mayHear(Session session, Sound sound) {
    return isSupervisor(session)
        || (operatorsHear && sound.operator().equals(session.user()) && isOperator(session));
  }

  boolean seesSupervision(Session session, OperatorId operator) {
    return isSupervisor(session) || (announced && operator.equals(session.user()));
  }

  /// Whether the history tells of supervisors.
  boolean seesSupervisions(Session session) {
    return isSupervisor(session) || announced;
  }

  private static boolean isSupervisor(Session session) {
    return session.roles().contains(Role.SUPERVISOR);
  }

  private static boolean isOperator(Session session) {
    return session.roles().contains(Role.OPERATOR);
  }
}

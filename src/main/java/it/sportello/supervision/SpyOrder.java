package it.sportello.supervision;

import it.sportello.base.OperatorId;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;

/// What the PBX is told about one session, once it is durable why.
public sealed interface SpyOrder {
  /// The session.
  SpyId session();

  /// Call the supervisor's phone and connect it with an operator's talk.
  record Begin(SpyId session, OperatorId supervisor, OperatorId operator, SpyMode mode)
      implements SpyOrder {}

  /// Take part in another way.
  record Switch(SpyId session, OperatorId operator, SpyMode mode) implements SpyOrder {}

  /// End it.
  record End(SpyId session) implements SpyOrder {}
}

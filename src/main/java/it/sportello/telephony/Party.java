package it.sportello.telephony;

import it.sportello.base.OperatorId;

/// Somebody who has a leg of their own in a call.
public sealed interface Party {
  /// Who called us. There is exactly one in each call.
  record Caller() implements Party {}

  /// An operator's telephone.
  record Colleague(OperatorId operator) implements Party {}

  /// A telephone outside that an operator asked. There is at most one in each call.
  record Outside() implements Party {}
}

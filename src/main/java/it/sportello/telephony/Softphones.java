package it.sportello.telephony;

import it.sportello.base.OperatorId;
import java.util.Optional;

/// Knows the accounts of the operators' browsers at the PBX.
public interface Softphones {
  /// Returns the operator's account; empty if the operator has no extension, or one that does not
  /// ring in the browser. Any thread; never blocks.
  Optional<SoftphoneAccount> accountFor(OperatorId operator);
}

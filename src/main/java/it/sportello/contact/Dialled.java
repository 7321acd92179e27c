package it.sportello.contact;

import it.sportello.telephony.Reached;
import java.util.Optional;

/// What calls of ours a contact has seen.
///
/// @param outgoing whether it began with one
/// @param times how many were made
/// @param last what became of the last one; empty while it goes on, and if it was answered
public record Dialled(boolean outgoing, int times, Optional<Reached> last) {
  /// Nobody was called: the customer came to us.
  public static final Dialled NONE = new Dialled(false, 0, Optional.empty());

  static Dialled byUs() {
    return new Dialled(true, 0, Optional.empty());
  }

  Dialled begun(int n) {
    return new Dialled(outgoing, n, Optional.empty());
  }

  Dialled ended(Reached how) {
    return new Dialled(outgoing, times, Optional.of(how));
  }
}

package it.sportello.web.live;

import it.sportello.base.OperatorId;
import java.util.Optional;
import java.util.Set;

/// Whose consoles a message is for.
///
/// @param operators empty for everybody
public record Audience(Optional<Set<OperatorId>> operators) {
  private static final Audience ALL = new Audience(Optional.empty());

  /// Everybody.
  public static Audience all() {
    return ALL;
  }

  /// One operator.
  public static Audience of(OperatorId operator) {
    return new Audience(Optional.of(Set.of(operator)));
  }

  /// Some operators.
  public static Audience of(Set<OperatorId> operators) {
    return new Audience(Optional.of(Set.copyOf(operators)));
  }

  /// Whether this operator is meant.
  public boolean contains(OperatorId operator) {
    return operators.isEmpty() || operators.get().contains(operator);
  }
}

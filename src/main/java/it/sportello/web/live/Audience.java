package it.sportello.web.live;

import it.sportello.base.OperatorId;
import java.util.Set;

/// Whose consoles a message is for.
public sealed interface Audience {
  /// Whether it is for this operator.
  boolean includes(OperatorId operator);

  /// One operator's console.
  record One(OperatorId operator) implements Audience {
    @Override
    public boolean includes(OperatorId other) {
      return operator.equals(other);
    }
  }

  /// Some operators' consoles.
  record Several(Set<OperatorId> operators) implements Audience {
    public Several {
      operators = Set.copyOf(operators);
    }

    @Override
    public boolean includes(OperatorId operator) {
      return operators.contains(operator);
    }
  }

  /// Every console.
  record All() implements Audience {
    @Override
    public boolean includes(OperatorId operator) {
      return true;
    }
  }
}

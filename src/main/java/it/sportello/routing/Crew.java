package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.contact.Explanation;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The operators of one line: who could ever take its contacts, and what keeps the others away.
final class Crew {
  final Kind kind;
  private final List<OperatorId> everybody;
  private final BitSet able;
  private final Outs never;

  /// @param everybody all operators, in the order of their seat numbers and ids
  Crew(Kind kind, List<OperatorId> everybody) {
    this.kind = kind;
    this.everybody = everybody;
    this.able = new BitSet(everybody.size());
    this.never = new Outs(everybody.size());
  }

  /// Somebody who could.
  void join(int seat) {
    able.set(seat);
  }

  /// Somebody who serves the queue, but never could.
  ///
  /// @param reason a persistent code
  void refuse(int seat, String reason) {
    never.set(seat, reason);
  }

  /// Whether this operator could take a contact now.
  boolean isFree(OperatorId operator) {
    int seat = Collections.binarySearch(everybody, operator);
    return seat >= 0 && able.get(seat) && kind.isOpenTo(seat);
  }

  /// Says who is out: how many for each reason, and the first of them.
  void addOutsTo(Map<String, Integer> counts, Map<String, List<OperatorId>> names) {
    never.forEach((reason, seats) -> add(reason, seats, counts, names));
    kind.forEachOut(
        (reason, seats) -> {
          var here = (BitSet) able.clone();
          here.and(seats);
          add(reason, here, counts, names);
        });
  }

  private void add(
      String reason,
      BitSet seats,
      Map<String, Integer> counts,
      Map<String, List<OperatorId>> names) {
    if (!seats.isEmpty()) {
      counts.put(reason, seats.cardinality());
      names.put(
          reason, seats.stream().limit(Explanation.MOST_NAMED).mapToObj(everybody::get).toList());
    }
  }
}

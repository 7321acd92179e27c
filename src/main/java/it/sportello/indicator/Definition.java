package it.sportello.indicator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One indicator as a contract states it: printed with every figure, because the same word means
/// many things.
///
/// @param kind the formula
/// @param version of the formula and its parameters together
/// @param limit the time the formula compares with; zero where it has none
/// @param parameters as shown beside the figure
/// @param target what was agreed; empty if nothing was
public record Definition(
    Kind kind,
    int version,
    String nameIt,
    String nameEn,
    Duration limit,
    Map<String, String> parameters,
    Optional<Double> target) {
  public Definition {
    parameters = Map.copyOf(parameters);
  }

  /// The formulas.
  public enum Kind {
    /// Answered within the limit, of answered and abandoned. Live contacts, time on the queue's
    /// clock. Who was promised a call back is neither until it happens: then it was answered, after
    /// the whole time since the caller entered the queue, so that promises never improve the
    /// figure.
    SL_T(Unit.RATIO, true),
    /// Mean wait of those who were answered. Live contacts, time on the queue's clock. Without
    /// those who were called back: they did not wait on the line.
    ASA(Unit.SECONDS, false),
    /// Abandoned, of answered and abandoned. Live contacts. Who hung up with a promise to be called
    /// back did not abandon, and counts here as answered only once that happened; a promise that
    /// was given up, or forestalled by another call, counts as neither.
    ABN(Unit.RATIO, false),
    /// Abandoned within the limit, counted and never hidden. Live contacts.
    ABN_SHORT(Unit.COUNT, false),
    /// Talk, hold and wrap-up, of those that were handled to the end, on the day they ended: closed
    /// or moved to another queue. Wall time. The work after an opinion belongs to the stay in which
    /// the experts were asked.
    AHT(Unit.SECONDS, false),
    /// First answered in writing by a person within the limit, of those received. Written contacts,
    /// on the day they were received. A message that was moved counts once, from its receipt, for
    /// the queue that had it when the first reply was written, on that queue's clock; without a
    /// reply, for the queue that had it last.
    FRT(Unit.RATIO, true),
    /// Mean of what customers answered after the contact, 0 to 4; the denominator is the number of
    /// answers. Once for each contact, for the queue that asked, on the day its stay there began.
    CSAT(Unit.SCORE, true),
    /// Answers of 3 or 4, of all answers; otherwise like [#CSAT].
    CSAT_GOOD(Unit.RATIO, true),
    /// Answers, of all customers who were asked; otherwise like [#CSAT].
    CSAT_RATE(Unit.RATIO, true),
    /// Calls back that were kept within the limit, of those promised; time on the queue's clock, on
    /// the day of the promise. Kept means that the customer answered and talked to an operator.
    /// Given up, or open and late: counted, and against us. Open and not yet due, or forestalled by
    /// a customer who called again: nothing to say about it.
    CALLBK(Unit.RATIO, true);

    private final Unit unit;
    private final boolean moreIsBetter;

    Kind(Unit unit, boolean moreIsBetter) {
      this.unit = unit;
      this.moreIsBetter = moreIsBetter;
    }

    /// What the figure is counted in.
    public Unit unit() {
      return unit;
    }

    /// Whether a figure meets its target from below or from above.
    boolean meets(double value, double target) {
      return moreIsBetter ? value >= target : value <= target;
    }
  }

  /// What a figure is counted in.
  public enum Unit {
    /// 0 to 1.
    RATIO,
    /// Seconds, with milliseconds kept.
    SECONDS,
    /// A mean of marks from 0 to 4.
    SCORE,
    /// How many.
    COUNT
  }
}

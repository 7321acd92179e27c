package it.sportello.forecast;

/// Callers who wait for a number of operators until they are answered or lose patience (M/M/n+M).
///
/// Stable whatever the load. Source: C. Palm, 1946: a birth-death process in which `n` callers talk
/// and `j` wait; it loses `n` by the mean talk and `j` by the mean patience. Who finds `j` waiting
/// is answered, with patience enough, after `j + 1` departures; a departure that takes `n/talk +
/// i/patience` at its stage makes that a beta distribution, summed up here stage by stage.
///
/// @param patienceSeconds how long a caller is ready to wait, in the mean; more than 0
/// @param agents 1 or more
public record ErlangA(Traffic traffic, double patienceSeconds, int agents) implements Service {
  /// Beyond this the sums are scaled down, so that they never overflow.
  private static final double LARGE = 1e200;

  private static final double NEGLIGIBLE = 1e-17;

  public ErlangA {
    Traffic.check("patienceSeconds", patienceSeconds);
    Traffic.checkAgents(agents);
  }

  /// Sums over the states in which all operators talk, each as a share of all states.
  ///
  /// @param busy all operators talk
  /// @param queue callers who wait, in the mean
  /// @param inTime all operators talk, and who calls now is answered within the limit
  private record Sums(double busy, double queue, double inTime) {}

  private Sums sums(double limitSeconds) {
    double blocked = ErlangB.blocking(traffic.load(), agents);
    if (blocked == 0) {
      return new Sums(0, 0, 0);
    }
    var stages = new Stages(agents * patienceSeconds / traffic.handleSeconds(), limitSeconds);
    double free = 1 / blocked - 1;
    double busy = 0;
    double queue = 0;
    double inTime = 0;
    double state = 1;
    for (int j = 0; ; j++) {
      busy += state;
      queue += j * state;
      inTime += state * stages.next();
      double next = state * traffic.perSecond() / departures(j + 1);
      if (next < state && next * (j + 1) < NEGLIGIBLE * (free + busy)) {
        double all = free + busy;
        return new Sums(busy / all, queue / all, inTime / all);
      }
      state = next;
      if (state > LARGE) {
        free /= LARGE;
        busy /= LARGE;
        queue /= LARGE;
        inTime /= LARGE;
        state /= LARGE;
      }
    }
  }

  /// How many leave in a second while `waiting` callers wait.
  private double departures(int waiting) {
    return agents / traffic.handleSeconds() + waiting / patienceSeconds;
  }

  /// The probability to be answered within the limit, behind 0, 1, 2, ... waiting callers.
  private final class Stages {
    private final double shape;
    private final double logGone;
    private double logTerm;
    private double reached;
    private int behind;

    /// @param ratio departures by talk in one mean patience
    Stages(double ratio, double limitSeconds) {
      shape = ratio + 1;
      // the share of patience that is used up within the limit
      double decay = limitSeconds / patienceSeconds;
      logGone = Math.log(-Math.expm1(-decay));
      logTerm = -shape * decay;
      reached = 1 - Math.exp(logTerm);
    }

    /// In the words of the beta distribution: c/(c+j+1) I_x(j+1, c+1), by its negative binomial
    /// sum.
    double next() {
      int j = behind++;
      double answered = (shape - 1) / (shape + j) * Math.max(0, reached);
      logTerm += logGone + Math.log((shape + j) / (j + 1));
      reached -= Math.exp(logTerm);
      return answered;
    }
  }

  @Override
  public double waiting() {
    return sums(0).busy();
  }

  @Override
  public double serviceLevel(double limitSeconds) {
    Traffic.checkLimit(limitSeconds);
    Sums sums = sums(limitSeconds);
    return 1 - sums.busy() + sums.inTime();
  }

  /// Returns the share of callers, of those who are answered, who are answered within the limit.
  ///
  /// @param limitSeconds 0 or more
  public double serviceLevelOfAnswered(double limitSeconds) {
    return serviceLevel(limitSeconds) / (1 - abandonment());
  }

  @Override
  public double meanWaitSeconds() {
    return sums(0).queue() / traffic.perSecond();
  }

  @Override
  public double abandonment() {
    return meanWaitSeconds() / patienceSeconds;
  }

  @Override
  public double occupancy() {
    return traffic.load() * (1 - abandonment()) / agents;
  }
}

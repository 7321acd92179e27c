package it.sportello.forecast;

/// What callers and operators get of each other, in the long run.
public sealed interface Service permits ErlangC, ErlangA {
  /// Returns the share of callers who find nobody free, 0 to 1.
  double waiting();

  /// Returns the share of callers, of all that call, who are answered within the limit, 0 to 1.
  ///
  /// @param limitSeconds 0 or more
  double serviceLevel(double limitSeconds);

  /// Returns the mean wait in seconds of all who call, whether they are answered or give up.
  double meanWaitSeconds();

  /// Returns the share of callers who give up, 0 to 1.
  double abandonment();

  /// Returns the share of their time that operators talk, 0 to 1.
  double occupancy();

  /// Returns how many callers wait, in the mean (Little's law).
  default double meanQueue() {
    return traffic().perSecond() * meanWaitSeconds();
  }

  /// What comes.
  Traffic traffic();
}

package it.sportello.mail.imap;

/// The meters of the intake. Tag `mailbox` is the id of the configuration.
final class IntakeMeters {
  /// Counter: messages taken; tag `result`: `understood` or `not_understood`.
  static final String TAKEN = "sportello.mail.taken";

  /// Counter: rounds that ended early; tag `kind`: `server`, `not_taken` or `bug`.
  static final String FAILURES = "sportello.mail.intake.failures";

  /// Gauge: when a folder was last read to its end, in seconds since the epoch; tag `folder`.
  static final String LAST_SUCCESS = "sportello.mail.last.success.timestamp.seconds";

  /// Counter: messages that the reconciliation found without a fate.
  static final String MISSED = "sportello.mail.missed";

  /// Gauge: messages on servers that have no fate and could not be taken at the last
  /// reconciliation.
  static final String UNTAKEN = "sportello.mail.untaken";

  /// Gauge: when the last reconciliation ended, in seconds since the epoch; `NaN` before the first
  /// one since the start.
  static final String LAST_RECONCILIATION = "sportello.mail.last.reconciliation.timestamp.seconds";

  private IntakeMeters() {}
}

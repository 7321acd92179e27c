package it.sportello.mail.imap;

/// The meters of the intake. Tag `mailbox` is the id of the configuration.
final class IntakeMeters {
  /// Counter: messages taken; tag `result`: `understood` or `not_understood`.
  static final String TAKEN = "sportello.mail.taken";

  /// Counter: rounds that ended early; tag `kind`: `server`, `not_taken` or `bug`.
  static final String FAILURES = "sportello.mail.intake.failures";

  /// Gauge: when a folder was last read to its end, in seconds since the epoch; tag `folder`.
  static final String LAST_SUCCESS = "sportello.mail.last.success.timestamp.seconds";

  private IntakeMeters() {}
}

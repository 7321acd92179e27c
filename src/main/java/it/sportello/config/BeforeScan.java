package it.sportello.config;

/// What becomes of a file that is asked for before it was scanned.
public enum BeforeScan {
  /// It is scanned now, for a bounded time; without a verdict it is not handed out.
  WAIT,
  /// It is handed out.
  ALLOW
}

package it.sportello.scan;

/// The scanner did not come to a verdict, for reasons that may pass.
public final class ScannerUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what happened and what was expected, in an administrator's words
  public ScannerUnavailable(String message) {
    super(message);
  }

  /// @param message what happened, in an administrator's words
  public ScannerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

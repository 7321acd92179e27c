package it.sportello.journal;

import java.io.IOException;

/// More bytes came than the caller was willing to store.
public final class RawTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param maxBytes the limit that was passed
  public RawTooLarge(long maxBytes) {
    super("more than " + maxBytes + " bytes");
  }
}

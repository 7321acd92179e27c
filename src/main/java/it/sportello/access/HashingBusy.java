package it.sportello.access;

/// Too many passwords are being checked; a retry after a second is safe.
public final class HashingBusy extends Exception {
  private static final long serialVersionUID = 1L;

  HashingBusy() {
    super("too many passwords are being checked");
  }
}

package it.sportello.history;

/// The histories cannot be read or written: their store is damaged, its disk is full, or it is
/// closed.
///
/// Nothing is lost, because the journal has it all: the owner calls [HistoryStore#clear] and fills
/// the store again. Until then a reader can only be told to come back later.
public final class HistoryBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong, in an administrator's words
  public HistoryBroken(String message) {
    super(message);
  }

  /// @param message what is wrong, in an administrator's words
  public HistoryBroken(String message, Throwable cause) {
    super(message, cause);
  }
}

package it.sportello.mail;

import java.io.Serial;

/// There is no room for one more file with this message.
public final class NoRoom extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what came and what was expected
  public NoRoom(String message) {
    super(message);
  }
}

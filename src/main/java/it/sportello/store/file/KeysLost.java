package it.sportello.store.file;

import java.io.IOException;
import java.nio.file.Path;

/// Recordings are there, but the file with the keys that they need is not. A new key would hide
/// that nobody can hear them any more, so an administrator decides.
public final class KeysLost extends IOException {
  private static final long serialVersionUID = 1;

  /// @param sealed how many recordings there are
  KeysLost(Path file, Path vault, long sealed) {
    super(
        "recordings.key: the file "
            + file.toAbsolutePath().normalize()
            + " is not there (expected: the keys of the "
            + sealed
            + " recordings in "
            + vault.toAbsolutePath().normalize()
            + "; without them nobody can hear these). Put back your copy of that file, or correct"
            + " recordings.key. Only if there is no copy any more: \"sportello recordings new-key "
            + file
            + "\" makes a key for new recordings; the others stay unheard until their time is"
            + " over");
  }
}

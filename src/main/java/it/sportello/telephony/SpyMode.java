package it.sportello.telephony;

import it.sportello.base.Coded;
import java.util.Optional;

/// How a supervisor takes part in a talk.
public enum SpyMode implements Coded {
  /// Hears both sides; nobody hears the supervisor.
  LISTEN("listen"),
  /// The operator hears the supervisor too.
  WHISPER("whisper"),
  /// Both sides hear the supervisor.
  BARGE("barge");

  private final String code;

  SpyMode(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /// Finds the mode with this persistent name.
  public static Optional<SpyMode> ofCode(String code) {
    for (SpyMode mode : values()) {
      if (mode.code.equals(code)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}

package it.sportello.recording;

import it.sportello.base.Coded;

/// How callers consent to a recording.
public enum Asking implements Coded {
  /// They are told; whoever presses the key refuses.
  ANNOUNCED("announced"),
  /// They are asked; only whoever presses the key consents.
  ASKED("asked");

  private final String code;

  Asking(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /// What a caller's answer means.
  ///
  /// @param pressed whether the caller pressed the key that counts
  public boolean consents(boolean pressed) {
    return switch (this) {
      case ANNOUNCED -> !pressed;
      case ASKED -> pressed;
    };
  }
}

package it.sportello.telephony;

import java.util.Optional;

/// Names one session of a supervisor, and the supervisor's leg at the PBX.
///
/// @param value `spy-` and 1 to 60 of a-z, 0-9 and `-`
public record SpyId(String value) {
  /// How every name begins.
  public static final String PREFIX = "spy-";

  private static final String FORM = "spy-[a-z0-9-]{1,60}";

  public SpyId {
    if (!value.matches(FORM)) {
      throw new IllegalArgumentException(
          "session: \"" + value + "\" (expected: spy- and 1 to 60 of a-z, 0-9 and -)");
    }
  }

  /// Reads a name; empty if it is none.
  public static Optional<SpyId> read(String text) {
    return text.matches(FORM) ? Optional.of(new SpyId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}

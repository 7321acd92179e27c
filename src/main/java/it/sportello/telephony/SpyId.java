package it.sportello.telephony;

/// Names one session of a supervisor, and the supervisor's leg at the PBX.
///
/// @param value `spy-` and 1 to 60 of a-z, 0-9 and `-`
public record SpyId(String value) {
  /// How every name begins.
  public static final String PREFIX = "spy-";

  public SpyId {
    if (!value.matches("spy-[a-z0-9-]{1,60}")) {
      throw new IllegalArgumentException(
          "session: \"" + value + "\" (expected: spy- and 1 to 60 of a-z, 0-9 and -)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package it.sportello.scan;

import it.sportello.base.Coded;

/// What a scanner says of one file.
///
/// @param kind whether it is harmful
/// @param detail of an infected file the virus's name; of one that could not be scanned one of the
///   codes below, for some followed by a blank and words; empty for a clean one
public record Verdict(Kind kind, String detail) {
  /// Larger than is sent to the scanner, or than the scanner looks at.
  public static final String TOO_LARGE = "too-large";

  /// The scanner cannot look inside: it is encrypted.
  public static final String ENCRYPTED = "encrypted";

  /// Its bytes cannot be read, as they lie in the message.
  public static final String UNREADABLE = "unreadable";

  /// The scanner works, but did not come to an end with this file, several times.
  public static final String FAILED = "failed";

  /// Whether a file is harmful.
  public enum Kind implements Coded {
    /// The scanner knows nothing against it.
    CLEAN("clean"),
    /// The scanner knows what is in it.
    INFECTED("infected"),
    /// The scanner cannot say.
    UNSCANNABLE("unscannable");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// A file without a known virus.
  public static Verdict clean() {
    return new Verdict(Kind.CLEAN, "");
  }

  /// A file with a virus of this name.
  public static Verdict infected(String name) {
    return new Verdict(Kind.INFECTED, name);
  }

  /// A file that cannot be scanned.
  ///
  /// @param why one of the codes, or one of them, a blank and words
  public static Verdict unscannable(String why) {
    return new Verdict(Kind.UNSCANNABLE, why);
  }

  /// Whether nobody may have it.
  public boolean isInfected() {
    return kind == Kind.INFECTED;
  }
}

package it.sportello.base;

import java.util.regex.Pattern;

/// Tells numbers from other things that callers show.
///
/// Number libraries read words on a keypad (`055 TAXCALL`), extensions and the number in the middle
/// of a sentence. From a person who types that is help; from a caller, who chooses what is shown,
/// it would be somebody else's number.
public final class PhoneText {
  /// Longer than any number of E.164 with signs between its digits.
  private static final int LONGEST = 40;

  private static final Pattern NUMBER = Pattern.compile("[+]?[0-9][0-9 ()./-]*");
  private static final Pattern URI =
      Pattern.compile("(?:sips?:|tel:)?([^@:]*)(?:@.*)?", Pattern.CASE_INSENSITIVE);

  private PhoneText() {}

  /// Whether it is written like a telephone number and nothing else. Any thread.
  public static boolean isNumber(String text) {
    return text.length() <= LONGEST && NUMBER.matcher(text).matches();
  }

  /// Returns the user part of `sip:user@host`, `tel:user` or `user@host`, otherwise the text.
  public static String user(String text) {
    var uri = URI.matcher(text);
    return uri.matches() ? uri.group(1) : text;
  }
}

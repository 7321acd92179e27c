package it.sportello.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the header of a message or part ends.
///
/// That is at the first empty line (RFC 5322 §2.1), unless a line before it is no field and what
/// follows it is no header either: then somebody forgot the empty line, and the text begins there.
/// One odd line among fields that mail knows is only an odd line.
///
/// @param end behind its last line
/// @param bodyStart where the body begins
record HeaderEnd(int end, int bodyStart) {
  private static final int LONGEST_NAME = 200;
  private static final Pattern FIELD = Pattern.compile("([!-9;-~\\x80-\\xff]+)[ \\t]*:");
  private static final Pattern KNOWN =
      Pattern.compile(
          "x-.*|content-.*|resent-.*|list-.*|arc-.*|from|sender|reply-to|to|cc|bcc|subject|date"
              + "|message-id|mime-version|received|return-path|references|in-reply-to"
              + "|delivered-to|dkim-signature|authentication-results|auto-submitted|precedence"
              + "|user-agent|importance|priority|organization|status|lines|thread-.*");

  static HeaderEnd find(byte[] bytes, int start, int end) {
    int stray = -1;
    boolean fields = false;
    for (int line = start; line < end; ) {
      int next = Lines.after(bytes, line, end);
      if (Lines.isEmpty(bytes, line, next)) {
        return stray >= 0 ? new HeaderEnd(stray, stray) : new HeaderEnd(line, next);
      }
      boolean folded = bytes[line] == ' ' || bytes[line] == '\t';
      Matcher field = FIELD.matcher(folded ? "" : begin(bytes, line, next));
      if (field.lookingAt()) {
        boolean known = KNOWN.matcher(field.group(1).toLowerCase(Locale.ROOT)).matches();
        stray = known && fields ? -1 : stray;
        fields |= stray < 0;
      } else if (!folded && stray < 0 && !isMbox(bytes, line, next)) {
        stray = line;
      }
      line = next;
    }
    return stray >= 0 ? new HeaderEnd(stray, stray) : new HeaderEnd(end, end);
  }

  /// `From anna@example.it Mon Jan ...`: how files of many messages mark where one begins.
  private static boolean isMbox(byte[] bytes, int line, int next) {
    return begin(bytes, line, next).matches("(?s)>?From .*");
  }

  private static String begin(byte[] bytes, int line, int next) {
    int length = Math.min(next - line, LONGEST_NAME);
    return new String(bytes, line, length, StandardCharsets.ISO_8859_1);
  }
}

package it.sportello.mail.mime;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads UTF-7 (RFC 2152), which the Java platform does not know and old mailers still send.
final class Utf7 {
  static String decode(byte[] bytes) {
    String in = new String(bytes, StandardCharsets.ISO_8859_1);
    var out = new StringBuilder(in.length());
    int at = 0;
    while (at < in.length()) {
      char c = in.charAt(at++);
      if (c != '+') {
        out.append(c);
        continue;
      }
      int end = at;
      while (end < in.length() && isBase64(in.charAt(end))) {
        end++;
      }
      out.append(end == at ? "+" : shifted(in.substring(at, end)));
      at = end < in.length() && in.charAt(end) == '-' ? end + 1 : end;
    }
    return out.toString();
  }

  private static String shifted(String base64) {
    // one sign too many carries no whole byte, and the decoder refuses it
    String whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
    byte[] utf16 = Base64.getDecoder().decode(whole);
    return new String(utf16, 0, utf16.length & ~1, StandardCharsets.UTF_16BE);
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private Utf7() {}
}

package it.sportello.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes text of a header field as it lies in the message: folded, with encoded words (RFC 2047),
/// with raw bytes above 127.
///
/// More forgiving than the standard, because senders are less careful than it: encoded words may
/// hold spaces, touch other text, and split a sign between two of them. Never fails.
final class HeaderText {
  private static final int MAX_LENGTH = 256 * 1024;
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]*|\\r");
  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?\\s*]{1,60})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?(.{0,2000}?)\\?=");

  /// @param raw one sign per byte, as Jakarta Mail gives it with our switches
  static String decode(String raw) {
    String field = unfold(raw);
    return field.contains("=?") ? decodeWords(field).strip() : literal(field).strip();
  }

  /// Joins the lines of a folded field.
  static String unfold(String raw) {
    String bounded = raw.length() <= MAX_LENGTH ? raw : raw.substring(0, MAX_LENGTH);
    return FOLD.matcher(bounded).replaceAll(" ");
  }

  private static String decodeWords(String field) {
    var out = new StringBuilder();
    var pending = new ByteArrayOutputStream();
    String charset = "";
    int at = 0;
    Matcher word = ENCODED_WORD.matcher(field);
    while (word.find()) {
      String between = field.substring(at, word.start());
      boolean adjacent = pending.size() > 0 && between.isBlank();
      if (!adjacent || !charset.equalsIgnoreCase(word.group(1))) {
        flush(pending, charset, out);
        out.append(adjacent ? "" : literal(between));
      }
      charset = word.group(1);
      pending.writeBytes(wordBytes(word.group(2), word.group(3)));
      at = word.end();
    }
    flush(pending, charset, out);
    return out.append(literal(field.substring(at))).toString();
  }

  private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder out) {
    if (pending.size() > 0) {
      out.append(oneLine(TextDecoder.decode(pending.toByteArray(), charset).text()));
      pending.reset();
    }
  }

  private static String literal(String text) {
    if (text.chars().allMatch(c -> c > 0 && c < 0x80)) {
      return text;
    }
    return TextDecoder.decode(text.getBytes(StandardCharsets.ISO_8859_1), "").text();
  }

  /// An encoded line break would otherwise become a real one.
  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }

  private static byte[] wordBytes(String encoding, String text) {
    return encoding.toLowerCase(Locale.ROOT).equals("b") ? base64(text) : quoted(text);
  }

  private static byte[] base64(String text) {
    String signs = text.replaceAll("[^A-Za-z0-9+/]", "");
    // one sign too many carries no whole byte, and the decoder refuses it
    int whole = signs.length() % 4 == 1 ? signs.length() - 1 : signs.length();
    return Base64.getDecoder().decode(signs.substring(0, whole));
  }

  private static byte[] quoted(String text) {
    return percentLike(text.replace('_', ' '), '=');
  }

  /// Decodes an escape sign followed by two hexadecimal digits; anything else stands for itself.
  static byte[] percentLike(String text, char escape) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean room = c == escape && i + 2 < text.length();
      int high = room ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = room ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private HeaderText() {}
}

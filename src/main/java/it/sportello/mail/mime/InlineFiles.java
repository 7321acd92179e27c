package it.sportello.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files that stand in the middle of a text, as before MIME: uuencode (`begin 644 name` to `end`)
/// and yEnc (`=ybegin` to `=yend`).
///
/// @param text the text without them
@SuppressWarnings("ArrayRecordComponent") // never compared
record InlineFiles(byte[] text, List<Unpacked> files) {
  private static final int MAX_FILES = 100;
  private static final Pattern UU_BEGIN =
      Pattern.compile("(?m)^begin(?:-base64)? [0-7]{3,4}(?: +([^\\r\\n]{0,300}))?\\r?$");
  private static final Pattern YENC_BEGIN =
      Pattern.compile("(?m)^=ybegin [^\\r\\n]{0,300}?name=([^\\r\\n]{1,300})\\r?$");
  private static final Pattern YENC_PART = Pattern.compile("^=ypart [^\\n]*\\n");

  static InlineFiles of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.contains("begin ")) {
      return new InlineFiles(bytes, List.of());
    }
    var files = new ArrayList<Unpacked>();
    String rest = cut(text, UU_BEGIN, "end", false, files);
    rest = cut(rest, YENC_BEGIN, "=yend", true, files);
    return files.isEmpty()
        ? new InlineFiles(bytes, List.of())
        : new InlineFiles(rest.getBytes(StandardCharsets.ISO_8859_1), files);
  }

  private static String cut(
      String text, Pattern begin, String end, boolean yenc, List<Unpacked> files) {
    var rest = new StringBuilder();
    int from = 0;
    Matcher start = begin.matcher(text);
    while (files.size() < MAX_FILES && start.find(from)) {
      int close = lineStart(text, end, start.end());
      if (close < 0) {
        break;
      }
      int after = text.indexOf('\n', close);
      after = after < 0 ? text.length() : after + 1;
      String body = text.substring(Math.min(start.end() + 1, close), close);
      byte[] decoded = yenc ? yenc(body) : uu(body);
      boolean file = decoded.length > 0 || body.isBlank();
      rest.append(text, from, file ? start.start() : after);
      if (file) {
        files.add(new Unpacked(name(Objects.requireNonNullElse(start.group(1), "")), decoded));
      }
      from = after;
    }
    return rest.append(text.substring(from)).toString();
  }

  private static String name(String raw) {
    return TextDecoder.decode(raw.strip().getBytes(StandardCharsets.ISO_8859_1), "").text();
  }

  private static int lineStart(String text, String word, int from) {
    int at = text.indexOf("\n" + word, Math.max(0, from - 1));
    while (at >= 0) {
      int after = at + 1 + word.length();
      if (after >= text.length() || text.charAt(after) <= ' ') {
        return at + 1;
      }
      at = text.indexOf("\n" + word, after);
    }
    return -1;
  }

  /// Returns the bytes; none if a line is no uuencoded line (POSIX `uuencode`).
  private static byte[] uu(String body) {
    var out = new ByteArrayOutputStream(body.length());
    for (String line : body.split("\\r?\\n", -1)) {
      if (line.isEmpty() || line.isBlank() || line.equals("`")) {
        continue;
      }
      int length = line.charAt(0) - ' ' & 63;
      int signs = (length + 2) / 3 * 4;
      // some programs strip blanks at the end of lines, some add a sign
      if (length > 45 || line.length() > signs + 4 || line.chars().anyMatch(c -> c > '`')) {
        return new byte[0];
      }
      uuLine(line, length, out);
    }
    return out.toByteArray();
  }

  private static void uuLine(String line, int length, ByteArrayOutputStream out) {
    int left = length;
    for (int i = 1; left > 0; i += 4) {
      int four = sign(line, i) << 18 | sign(line, i + 1) << 12;
      four |= sign(line, i + 2) << 6 | sign(line, i + 3);
      for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
        out.write(four >> shift);
      }
    }
  }

  private static int sign(String line, int at) {
    return at < line.length() ? line.charAt(at) - ' ' & 63 : 0;
  }

  /// yEnc 1.3: each sign is its byte plus 42, some behind `=` plus 64 more.
  private static byte[] yenc(String body) {
    String data = YENC_PART.matcher(body).replaceFirst("");
    var out = new ByteArrayOutputStream(data.length());
    boolean escaped = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      if (c == '=' && !escaped) {
        escaped = true;
        continue;
      }
      out.write(escaped ? c - 64 - 42 : c - 42);
      escaped = false;
    }
    return out.toByteArray();
  }
}

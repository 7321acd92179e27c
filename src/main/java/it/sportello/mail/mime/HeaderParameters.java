package it.sportello.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A field such as `Content-Type`: its value and its parameters, with the encodings of RFC 2231, of
/// RFC 2047 (not allowed there, and common), and raw bytes. Never fails; the first of two wins.
final class HeaderParameters {
  private static final int MAX_PARAMETERS = 200;

  private final String value;
  private final Map<String, String> raw;

  private HeaderParameters(String value, Map<String, String> raw) {
    this.value = value;
    this.raw = raw;
  }

  static HeaderParameters parse(String field) {
    String text = HeaderText.unfold(field).strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) > ' ') {
      end++;
    }
    var raw = new HashMap<String, String>();
    int at = end;
    while (at < text.length() && raw.size() < MAX_PARAMETERS) {
      at = parameter(text, at, raw);
    }
    return new HeaderParameters(text.substring(0, end).toLowerCase(Locale.ROOT), raw);
  }

  /// The part before the first `;`, in lower case.
  String value() {
    return value;
  }

  /// Returns a parameter, decoded.
  Optional<String> get(String name) {
    String extended = raw.get(name + "*");
    if (extended != null) {
      return Optional.of(extended(extended));
    }
    if (raw.containsKey(name + "*0") || raw.containsKey(name + "*0*")) {
      return Optional.of(continued(name));
    }
    return Optional.ofNullable(raw.get(name)).map(HeaderText::decode);
  }

  /// Returns a parameter as it is written, blanks included; empty if there is none. A boundary is
  /// compared sign by sign.
  String exact(String name) {
    String plain = raw.get(name);
    return plain == null ? get(name).orElse("") : plain;
  }

  private static int parameter(String text, int from, Map<String, String> into) {
    int start = from;
    while (start < text.length() && (text.charAt(start) == ';' || text.charAt(start) <= ' ')) {
      start++;
    }
    int equals = start;
    while (equals < text.length() && text.charAt(equals) != '=' && text.charAt(equals) != ';') {
      equals++;
    }
    String name = text.substring(start, equals).strip().toLowerCase(Locale.ROOT);
    if (equals == text.length() || text.charAt(equals) == ';') {
      return equals;
    }
    int at = equals + 1;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    var out = new StringBuilder();
    int end =
        at < text.length() && text.charAt(at) == '"'
            ? quoted(text, at + 1, out)
            : plain(text, at, out);
    into.putIfAbsent(name, out.toString());
    return end;
  }

  private static int quoted(String text, int from, StringBuilder out) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      // only these two are escapes: some senders put a Windows path between the quotes
      boolean escape =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
      at += escape ? 1 : 0;
      out.append(text.charAt(at++));
    }
    return at + 1;
  }

  private static int plain(String text, int from, StringBuilder out) {
    int end = text.indexOf(';', from);
    end = end < 0 ? text.length() : end;
    out.append(text.substring(from, end).strip());
    return end;
  }

  private static String extended(String text) {
    int first = text.indexOf('\'');
    int second = text.indexOf('\'', first + 1);
    if (first < 0 || second < 0) {
      return TextDecoder.decode(HeaderText.percentLike(text, '%'), "").text();
    }
    byte[] bytes = HeaderText.percentLike(text.substring(second + 1), '%');
    return TextDecoder.decode(bytes, text.substring(0, first)).text();
  }

  private String continued(String name) {
    var bytes = new ByteArrayOutputStream();
    String charset = "";
    for (int i = 0; i < MAX_PARAMETERS; i++) {
      String piece = raw.get(name + "*" + i + "*");
      String literal = raw.get(name + "*" + i);
      if (piece == null) {
        if (literal == null) {
          break;
        }
        bytes.writeBytes(literal.getBytes(StandardCharsets.ISO_8859_1));
        continue;
      }
      int second = i == 0 ? piece.indexOf('\'', piece.indexOf('\'') + 1) : -1;
      charset = second > 0 ? piece.substring(0, piece.indexOf('\'')) : charset;
      bytes.writeBytes(HeaderText.percentLike(piece.substring(second + 1), '%'));
    }
    String joined = bytes.toString(StandardCharsets.ISO_8859_1);
    return joined.contains("=?")
        ? HeaderText.decode(joined)
        : TextDecoder.decode(bytes.toByteArray(), charset).text();
  }
}

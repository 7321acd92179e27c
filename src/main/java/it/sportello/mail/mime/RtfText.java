package it.sportello.mail.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Makes readable text of Rich Text Format: words, lines, signs; no layout. Never fails.
final class RtfText {
  private static final Set<String> SILENT =
      Set.of(
          "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "listtable");
  private static final int MAX = 1 << 20;

  private final String rtf;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Boolean> groups = new ArrayDeque<>();
  private Charset charset = Charset.forName("windows-1252");
  private boolean silent;
  private int skip;
  private int at;

  private RtfText(String rtf) {
    this.rtf = rtf.length() > MAX ? rtf.substring(0, MAX) : rtf;
  }

  static String of(String rtf) {
    var reading = new RtfText(rtf);
    while (reading.at < reading.rtf.length()) {
      reading.next(reading.rtf.charAt(reading.at++));
    }
    return TextDecoder.clean(reading.out.toString()).strip();
  }

  private void next(char c) {
    switch (c) {
      case '{' -> groups.push(silent);
      case '}' -> silent = !groups.isEmpty() && groups.pop();
      case '\\' -> control();
      case '\r', '\n', 0 -> {}
      default -> put(String.valueOf(c));
    }
  }

  private void control() {
    if (at >= rtf.length()) {
      return;
    }
    char c = rtf.charAt(at);
    if (Character.isLetter(c)) {
      word();
      return;
    }
    at++;
    switch (c) {
      case '\'' -> hex();
      case '*' -> silent = true;
      case '~' -> put(" ");
      case '\\', '{', '}' -> put(String.valueOf(c));
      default -> {}
    }
  }

  private void hex() {
    int end = Math.min(at + 2, rtf.length());
    try {
      byte one = (byte) Integer.parseInt(rtf.substring(at, end), 16);
      put(new String(new byte[] {one}, charset));
    } catch (NumberFormatException _) {
      put("?");
    }
    at = end;
  }

  private void word() {
    int start = at;
    while (at < rtf.length() && Character.isLetter(rtf.charAt(at))) {
      at++;
    }
    String word = rtf.substring(start, at);
    int digits = at;
    while (at < rtf.length()
        && at - digits < 10
        && (Character.isDigit(rtf.charAt(at)) || (at == digits && rtf.charAt(at) == '-'))) {
      at++;
    }
    int number = number(rtf.substring(digits, at));
    if (at < rtf.length() && rtf.charAt(at) == ' ') {
      at++;
    }
    apply(word, number);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private void apply(String word, int number) {
    switch (word) {
      case "par", "line", "row" -> put("\n");
      case "tab", "cell" -> put("\t");
      case "u" -> {
        put(String.valueOf((char) (number & 0xFFFF)));
        skip = 1; // one sign for readers that do not know Unicode, RTF 1.9.1 "\\uN"
      }
      case "ansicpg" -> charset = charset(number);
      // what stands between \htmlrtf and \htmlrtf0 repeats the HTML (MS-OXRTFEX)
      case "htmlrtf" -> silent = number != 0;
      default -> silent = silent || SILENT.contains(word);
    }
  }

  private static Charset charset(int page) {
    try {
      return Charset.forName("windows-" + page);
    } catch (IllegalArgumentException _) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  private void put(String text) {
    if (silent) {
      return;
    }
    if (skip > 0 && !text.isBlank()) {
      skip--;
      return;
    }
    out.append(text);
  }
}

package it.sportello.web.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a SIP message, in lines, and whatever follows it, untouched.
///
/// @param lines the first line and the header fields; one that was folded is one line
/// @param body what comes after the empty line
record SipHead(List<String> lines, String body) {
  /// RFC 3261 section 7.3.3; `Authorization` has no short form.
  private static final Map<String, String> COMPACT = Map.of("f", "from", "t", "to");

  /// A bare CR or LF ends a line too, because the PBX reads it so.
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

  SipHead {
    lines = List.copyOf(lines);
  }

  static SipHead of(String message) {
    List<String> lines = new ArrayList<>();
    Matcher end = LINE_END.matcher(message);
    int from = 0;
    while (true) {
      boolean ended = end.find();
      String line = message.substring(from, ended ? end.start() : message.length());
      from = ended ? end.end() : message.length();
      if (line.isEmpty()) {
        break;
      }
      boolean folded = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (folded) {
        lines.set(lines.size() - 1, lines.getLast() + " " + line.strip());
      } else {
        lines.add(line);
      }
      if (!ended) {
        break;
      }
    }
    return new SipHead(lines.isEmpty() ? List.of("") : lines, message.substring(from));
  }

  String start() {
    return lines.getFirst();
  }

  /// The values of all fields of a name, given in lower case.
  List<String> values(String name) {
    return lines.stream()
        .skip(1)
        .filter(line -> nameOf(line).equals(name))
        .map(SipHead::valueOf)
        .toList();
  }

  /// The field's full name in lower case; empty if the line has none.
  static String nameOf(String line) {
    int colon = line.indexOf(':');
    String found = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    return COMPACT.getOrDefault(found, found);
  }

  static String valueOf(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }

  /// The whole message again, with canonical line ends.
  String text() {
    return String.join("\r\n", lines) + "\r\n\r\n" + body;
  }
}

package it.sportello.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The readable lines of an invitation that comes without a text (RFC 5545): what, when, where, who
/// and the description. Never fails; what is no calendar gives nothing.
final class CalendarText {
  private static final int MAX_LINES = 100;
  private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");
  private static final Pattern LINE =
      Pattern.compile(
          "(?im)^(SUMMARY|DTSTART|DTEND|LOCATION|ORGANIZER|DESCRIPTION)([;:][^\\r\\n]*)$");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)(?:\\d\\d)?(Z?))?");
  private static final Pattern ZONE = Pattern.compile("(?i);TZID=\"?([^;:\"]{1,60})");
  private static final Pattern EVENT = Pattern.compile("(?i)\\nBEGIN:(?:VEVENT|VTODO)\\r?\\n");

  static String of(String calendar) {
    String text = FOLD.matcher(calendar).replaceAll("");
    Matcher event = EVENT.matcher(text);
    // times of summer and winter come before it and are nobody's appointment
    String first = event.find() ? text.substring(event.end()) : "";
    int end = first.toUpperCase(Locale.ROOT).indexOf("\nEND:V");
    var lines = new ArrayList<String>();
    Matcher line = LINE.matcher(end < 0 ? first : first.substring(0, end));
    while (line.find() && lines.size() < MAX_LINES) {
      add(line.group(1).toUpperCase(Locale.ROOT), line.group(2), lines);
    }
    return String.join("\n", lines);
  }

  private static void add(String name, String rest, List<String> lines) {
    String value = value(rest);
    switch (name) {
      case "DTSTART" -> lines.add(time(rest, value));
      case "DTEND" -> lines.add("- " + time(rest, value));
      case "ORGANIZER" -> lines.add(value.replaceFirst("(?i)^mailto:", ""));
      default -> lines.add(value);
    }
    lines.removeIf(String::isBlank);
  }

  /// Behind the first colon that stands in no quotes.
  private static String value(String rest) {
    boolean quoted = false;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        return unescaped(rest.substring(i + 1));
      }
    }
    return "";
  }

  private static String unescaped(String value) {
    return value.replaceAll("\\\\[nN]", "\n").replaceAll("\\\\([,;\\\\])", "$1").strip();
  }

  private static String time(String rest, String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      return value;
    }
    String day = time.group(1) + "-" + time.group(2) + "-" + time.group(3);
    if (time.group(4) == null) {
      return day;
    }
    Matcher zone = ZONE.matcher(rest);
    String where = "Z".equals(time.group(6)) ? " UTC" : zone.find() ? " " + zone.group(1) : "";
    return day + " " + time.group(4) + ":" + time.group(5) + where;
  }

  private CalendarText() {}
}

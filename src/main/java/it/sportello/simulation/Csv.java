package it.sportello.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits comma-separated values into fields.
///
/// Source: RFC 4180, read with tolerance: a byte order mark, any line end, blanks around unquoted
/// values, blank lines, a missing last line end.
final class Csv {
  private static final char QUOTE = '"';

  /// One line that is not blank.
  ///
  /// @param line from 1, where it begins: quoted values may go over several
  /// @param problem what is wrong with its quotes; empty if nothing is
  record Row(int line, List<String> values, Optional<String> problem) {
    Row {
      values = List.copyOf(values);
    }
  }

  private final String text;
  private int at;
  private int line = 1;
  private Optional<String> problem = Optional.empty();

  private Csv(String text) {
    this.text = text;
    at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /// Returns the rows in order.
  static List<Row> rows(String text) {
    var csv = new Csv(text);
    var rows = new ArrayList<Row>();
    while (csv.at < text.length()) {
      int begin = csv.line;
      csv.problem = Optional.empty();
      List<String> values = csv.row();
      if (values.size() > 1 || !values.getFirst().isEmpty() || csv.problem.isPresent()) {
        rows.add(new Row(begin, values, csv.problem));
      }
    }
    return rows;
  }

  private List<String> row() {
    var values = new ArrayList<String>();
    while (true) {
      values.add(value());
      if (at >= text.length()) {
        return values;
      }
      char end = text.charAt(at++);
      if (end != ',') {
        line++;
        if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        return values;
      }
    }
  }

  private String value() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    String value = at < text.length() && text.charAt(at) == QUOTE ? quoted() : "";
    int begin = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String rest = text.substring(begin, at).strip();
    if (!value.isEmpty() && !rest.isEmpty()) {
      problem = Optional.of("\"" + rest + "\" after a quoted value");
    }
    return value + rest;
  }

  /// A value in quotes; a quote in it is doubled.
  private String quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == QUOTE) {
        at++;
        if (at >= text.length() || text.charAt(at) != QUOTE) {
          return value.toString();
        }
      } else if (c == '\n') {
        line++;
      }
      value.append(c);
    }
    problem = Optional.of("a quote without its end");
    return value.toString();
  }
}

package it.sportello.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A file with a header: reads values by the name of their column, and collects all mistakes.
///
/// Columns come in any order, their names in any case.
final class CsvTable {
  private final String file;
  private final List<CsvError> errors = new ArrayList<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private List<Csv.Row> rows = List.of();

  /// @param file for messages
  /// @param required columns that must be there
  /// @param optional columns that may
  CsvTable(String file, String text, List<String> required, List<String> optional) {
    this.file = file;
    List<Csv.Row> all = Csv.rows(text);
    var known = new ArrayList<>(required);
    known.addAll(optional);
    if (all.isEmpty()) {
      error(1, "", "an empty file", "the header " + String.join(",", known));
      return;
    }
    header(all.getFirst(), known);
    for (String name : required) {
      if (!columns.containsKey(name)) {
        error(all.getFirst().line(), name, "no such column", "a header with " + name);
      }
    }
    rows = errors.isEmpty() ? all.subList(1, all.size()) : List.of();
  }

  private void header(Csv.Row row, List<String> known) {
    for (int i = 0; i < row.values().size(); i++) {
      String written = row.values().get(i);
      String name = written.toLowerCase(Locale.ROOT);
      if (!known.contains(name)) {
        error(row.line(), written, "no such column", "one of " + String.join(", ", known));
      } else if (columns.putIfAbsent(name, i) != null) {
        error(row.line(), written, "this column twice", "each column once");
      }
    }
  }

  private void error(int line, String column, String found, String expected) {
    errors.add(new CsvError(file, line, column, found, expected));
  }

  /// What is wrong so far, in the order of the lines.
  List<CsvError> errors() {
    return List.copyOf(errors);
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /// Reads every line; those with a mistake are left out.
  <T> List<T> read(Function<Line, T> reader) {
    var read = new ArrayList<T>();
    for (Csv.Row row : rows) {
      int before = errors.size();
      row.problem().ifPresent(p -> error(row.line(), "", p, "quotes around a whole value"));
      if (errors.size() == before && row.values().size() != columns.size()) {
        error(row.line(), "", row.values().size() + " values", columns.size() + ", as the header");
      }
      if (errors.size() == before) {
        T value = reader.apply(new Line(row));
        if (errors.size() == before) {
          read.add(value);
        }
      }
    }
    return read;
  }

  /// One line of the file.
  final class Line {
    private final Csv.Row row;

    private Line(Csv.Row row) {
      this.row = row;
    }

    int number() {
      return row.line();
    }

    /// The value of a column; empty if it has none.
    Optional<String> optional(String column) {
      return Optional.ofNullable(columns.get(column))
          .map(row.values()::get)
          .filter(value -> !value.isEmpty());
    }

    /// Says that a value is wrong.
    void wrong(String column, String expected) {
      error(
          row.line(),
          column,
          optional(column).map(v -> "\"" + v + "\"").orElse("no value"),
          expected);
    }

    /// Says that a value is wrong, in other words than the value itself.
    void wrong(String column, String found, String expected) {
      error(row.line(), column, found, expected);
    }

    /// Reads a value.
    ///
    /// @param instead what stands for it where it is missing; empty if it must not be
    /// @param parser empty for what cannot be read
    /// @param broken what stands for a value that cannot be read, until the mistakes are told
    <T> T value(
        String column,
        Optional<T> instead,
        Function<String, Optional<T>> parser,
        String expected,
        T broken) {
      Optional<String> text = optional(column);
      Optional<T> value = text.isPresent() ? text.flatMap(parser) : instead;
      if (value.isEmpty()) {
        wrong(column, expected);
      }
      return value.orElse(broken);
    }
  }
}

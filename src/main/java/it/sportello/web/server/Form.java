package it.sportello.web.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields and files of a form, in the order they came.
///
/// @param fields the values of each field that is not a file
/// @param files the files; an empty file input is left out
public record Form(Map<String, List<String>> fields, List<Upload> files) {
  public Form {
    fields = Map.copyOf(fields);
    files = List.copyOf(files);
  }

  /// The first value of a field.
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /// All values of a field.
  public List<String> values(String name) {
    return fields.getOrDefault(name, List.of());
  }
}

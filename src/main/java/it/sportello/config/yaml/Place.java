package it.sportello.config.yaml;

import java.util.ArrayList;
import java.util.List;

/// One spot in one file while it is read: where it is, and where its errors go.
///
/// @param key path of the value; empty at the top
/// @param line from 1
record Place(Located file, List<ConfigError> errors, String key, int line) {
  /// A place outside any file, for defaults; its errors are bugs.
  static Place nowhere() {
    return new Place(new Located("default"), new ArrayList<>(), "", 1);
  }

  Place key(String name, int keyLine) {
    return child(key.isEmpty() ? name : key + "." + name, keyLine);
  }

  Place item(int index, int itemLine) {
    return child(key + "[" + index + "]", itemLine);
  }

  Place onLine(int otherLine) {
    return new Place(file, errors, key, otherLine);
  }

  void problem(String found, String expected) {
    errors.add(new ConfigError(file.name(), line, key, found, expected));
  }

  /// Reports a message of the form `what came (expected: what should)`.
  void problem(IllegalArgumentException e) {
    String message = e.getMessage() == null ? "not allowed" : e.getMessage();
    errors.add(ConfigError.of(file.name(), line, key, message));
  }

  /// Reports a message of that form about a key inside this place, on its line if it is written.
  void about(String name, String message) {
    String path = key.isEmpty() ? name : key + "." + name;
    errors.add(file.refusal(path, message));
  }

  private Place child(String path, int childLine) {
    file.remember(path, childLine);
    return new Place(file, errors, path, childLine);
  }
}

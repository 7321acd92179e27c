package it.sportello.config.yaml;

import java.util.HashMap;
import java.util.Map;

/// Remembers on which line of one file each key stands, for checks made after binding.
public final class Located {
  private final String file;
  private final Map<String, Integer> lines = new HashMap<>();

  Located(String file) {
    this.file = file;
  }

  String name() {
    return file;
  }

  void remember(String key, int line) {
    lines.putIfAbsent(key, line);
  }

  /// Returns the line of `key`, or of the nearest key around it that is written.
  ///
  /// @param key path such as `queues[2].opening`
  /// @return from 1
  public int line(String key) {
    String around = key;
    while (!around.isEmpty() && !lines.containsKey(around)) {
      int dot = Math.max(around.lastIndexOf('.'), around.lastIndexOf('['));
      around = around.substring(0, Math.max(dot, 0));
    }
    return lines.getOrDefault(around, 1);
  }

  /// Makes an error about `key`, with its file and line.
  public ConfigError error(String key, String found, String expected) {
    return new ConfigError(file, line(key), key, found, expected);
  }

  /// Makes an error about `key` from a message of the form `what came (expected: what should)`.
  public ConfigError refusal(String key, String message) {
    return ConfigError.of(file, line(key), key, message);
  }
}

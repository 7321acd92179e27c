package it.sportello.config.yaml;

import java.util.Comparator;

/// One thing that is wrong in a configuration file, in the words of whoever wrote the file.
///
/// @param file name relative to the configuration directory
/// @param line from 1; 0 when the file as a whole is meant
/// @param key path such as `queues[2].target.voice.within`; empty when the file as a whole is meant
/// @param found the value in quotes, or what is the matter: `missing`, `unknown key`, ...
/// @param expected what should stand there; empty if `found` says it all
public record ConfigError(String file, int line, String key, String found, String expected) {
  /// By file, then by line.
  public static final Comparator<ConfigError> IN_READING_ORDER =
      Comparator.comparing(ConfigError::file)
          .thenComparingInt(ConfigError::line)
          .thenComparing(ConfigError::key);

  private static final String EXPECTED = " (expected: ";

  /// Makes an error from a message of the form `what came (expected: what should)`.
  static ConfigError of(String file, int line, String key, String message) {
    int cut = message.lastIndexOf(EXPECTED);
    if (cut < 0 || !message.endsWith(")")) {
      return new ConfigError(file, line, key, message, "");
    }
    String expected = message.substring(cut + EXPECTED.length(), message.length() - 1);
    return new ConfigError(file, line, key, message.substring(0, cut), expected);
  }

  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line;
    String what = key.isEmpty() ? found : key + ": " + found;
    return place + ": " + what + (expected.isEmpty() ? "" : EXPECTED + expected + ")");
  }
}

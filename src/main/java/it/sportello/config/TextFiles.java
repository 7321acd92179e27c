package it.sportello.config;

import it.sportello.config.yaml.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `texts/`: one file for each text and language, named `form-thanks.it.txt`.
final class TextFiles {
  /// The texts the server itself uses.
  static final List<String> NEEDED =
      List.of("form-thanks", "mail-received", "mail-signature", "survey-invitation");

  /// The placeholders that have a value.
  static final List<String> KNOWN =
      List.of(
          "center", "code", "customer", "date", "operator", "queue", "status", "subject", "url");

  private static final Pattern NAME = Pattern.compile("([a-z0-9-]{1,40})\\.(it|en)\\.txt");
  private static final long MAX_BYTES = 64 << 10;

  private final Path directory;
  private final Consumer<ConfigError> errors;
  private final Map<String, String> texts = new TreeMap<>();

  TextFiles(Path directory, Consumer<ConfigError> errors) {
    this.directory = directory;
    this.errors = errors;
  }

  Texts read() {
    try (var files = Files.list(directory.resolve("texts"))) {
      files.sorted().forEach(this::readOne);
    } catch (IOException _) {
      error("texts", 0, "", "the folder cannot be read", "a folder with texts");
    }
    var byId = new TreeMap<String, Label>();
    NEEDED.forEach(id -> pair(id, byId));
    texts.keySet().stream()
        .map(key -> key.substring(0, key.indexOf('.')))
        .filter(id -> !NEEDED.contains(id))
        .distinct()
        .forEach(id -> pair(id, byId));
    return new Texts(byId);
  }

  private void pair(String id, Map<String, Label> byId) {
    String it = texts.get(id + ".it");
    String en = texts.get(id + ".en");
    if (it == null) {
      error("texts/" + id + ".it.txt", 0, "", "missing", "the Italian text");
    }
    if (en == null) {
      error("texts/" + id + ".en.txt", 0, "", "missing", "the English text");
    }
    byId.put(id, new Label(it == null ? "" : it, en == null ? "" : en));
  }

  private void readOne(Path file) {
    String name = "texts/" + file.getFileName();
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      error(name, 0, "", "not a text", "a name such as form-thanks.it.txt");
      return;
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        error(name, 0, "", Files.size(file) + " bytes", "at most 64 KiB");
        return;
      }
      String text = Files.readString(file);
      checkPlaceholders(name, text);
      texts.put(matcher.group(1) + "." + matcher.group(2), text);
    } catch (IOException _) {
      error(name, 0, "", "the file cannot be read", "a text file in UTF-8");
    }
  }

  private void checkPlaceholders(String name, String text) {
    Matcher found = Texts.PLACEHOLDER.matcher(text);
    while (found.find()) {
      if (!KNOWN.contains(found.group(1).strip())) {
        int line =
            1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
        error(name, line, "", "placeholder " + found.group(), "one of " + String.join(", ", KNOWN));
      }
    }
  }

  private void error(String file, int line, String key, String found, String expected) {
    errors.accept(new ConfigError(file, line, key, found, expected));
  }
}

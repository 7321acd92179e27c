package it.sportello.config.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads the YAML files of one directory into records, and collects everything that is wrong.
///
/// A record component is a key of the same name. Its type says how the value is written: text,
/// number, `true`, a span with a unit ([java.time.Duration]), a [size][ByteSize], an enum's code in
/// lower case, a list, a map, an identifier, a nested record; [Optional] if it may be absent. Its
/// annotations say the rest: [Default], [Range], [Length], [OneOf], [Like], [Defines], [Names]. A
/// record that refuses its values in its constructor is an error on its line.
///
/// Used by one thread, for one load.
public final class Binder {
  private final Path directory;
  private final NameBook names = new NameBook();
  private final Values values;
  private final List<ConfigError> errors = new ArrayList<>();
  private final Map<String, Located> located = new HashMap<>();

  /// @param directory where the files are; relative paths and secrets start from it
  /// @param environment where secrets by `env` come from
  public Binder(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.values = new Values(directory, environment, names);
  }

  /// Reads one file.
  ///
  /// @param file its name relative to the directory
  /// @return empty if anything is wrong with it, which is then among the [errors][#errors()]
  public <T extends Record> Optional<T> file(String file, Class<T> type) {
    try {
      return text(file, Files.readString(directory.resolve(file)), type);
    } catch (CharacterCodingException _) {
      errors.add(new ConfigError(file, 0, "", "not UTF-8", "a text file in UTF-8"));
    } catch (IOException _) {
      errors.add(new ConfigError(file, 0, "", "the file cannot be read", "a readable file"));
    }
    return Optional.empty();
  }

  /// Reads one text as if it were the content of `file`.
  public <T extends Record> Optional<T> text(String file, String text, Class<T> type) {
    Place top = new Place(where(file), errors, "", 1);
    int before = errors.size();
    Optional<Node> root = Written.parse(text, top);
    if (root.isEmpty() && errors.size() == before) {
      root = Written.parse("{}", top);
    }
    return root.flatMap(node -> values.read(node, type, Rules.NONE, top)).map(type::cast);
  }

  /// Where the keys of a file stand, for checks made after binding.
  public Located where(String file) {
    return located.computeIfAbsent(file, Located::new);
  }

  /// Adds an error found after binding.
  public void report(ConfigError error) {
    errors.add(error);
  }

  /// Checks that every [name used][Names] is [defined][Defines]; call once, after all files.
  public void checkNames() {
    names.check();
  }

  /// Everything that is wrong so far, by file and line.
  public List<ConfigError> errors() {
    return errors.stream().sorted(ConfigError.IN_READING_ORDER).toList();
  }
}

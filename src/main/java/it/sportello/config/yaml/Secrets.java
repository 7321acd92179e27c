package it.sportello.config.yaml;

import it.sportello.base.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Follows references to secrets: `{file: secrets/x}`, `{env: NAME}`, or `generated` where allowed.
///
/// A secret written into the file itself is refused, and never shown.
///
/// @param directory what relative file names start from
record Secrets(Path directory, Map<String, String> environment) {
  private static final long MAX_BYTES = 64 << 10;

  Optional<Object> read(Node node, Rules rules, Place place) {
    boolean mayBeGenerated = rules.get(MayBeGenerated.class).isPresent();
    if (node instanceof ScalarNode scalar && mayBeGenerated) {
      if (scalar.getValue().equals("generated")) {
        return Optional.of(Secret.generated());
      }
    }
    if (node instanceof MappingNode mapping && mapping.getValue().size() == 1) {
      NodeTuple only = mapping.getValue().getFirst();
      if (only.getKeyNode() instanceof ScalarNode key
          && only.getValueNode() instanceof ScalarNode value) {
        Place inside = place.key(key.getValue(), Written.line(key));
        if (key.getValue().equals("file")) {
          return ofFile(value.getValue(), inside);
        }
        if (key.getValue().equals("env")) {
          return ofEnvironment(value.getValue(), inside);
        }
      }
    }
    place.problem("something else (not shown)", expected(rules));
    return Optional.empty();
  }

  static String expected(Rules rules) {
    return "{file: secrets/name} or {env: NAME}"
        + (rules.get(MayBeGenerated.class).isPresent() ? " or generated" : "");
  }

  private Optional<Object> ofFile(String name, Place place) {
    try {
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        place.problem(Written.quote(name) + " cannot be read", "a file with the secret in it");
        return Optional.empty();
      }
      return filled(Files.readString(file).strip(), "the file is empty", place);
    } catch (IOException | IllegalArgumentException e) {
      place.problem(
          Written.quote(name) + " cannot be read: " + e.getClass().getSimpleName(),
          "a file with the secret in it");
      return Optional.empty();
    }
  }

  private Optional<Object> ofEnvironment(String name, Place place) {
    return filled(
        environment.getOrDefault(name, "").strip(),
        "the environment has no " + Written.quote(name),
        place);
  }

  private static Optional<Object> filled(String text, String whenEmpty, Place place) {
    if (text.isEmpty()) {
      place.problem(whenEmpty, "the secret");
      return Optional.empty();
    }
    return Optional.of(Secret.of(text));
  }
}

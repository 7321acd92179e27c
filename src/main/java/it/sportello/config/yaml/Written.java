package it.sportello.config.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// YAML text as a tree of nodes that know their lines.
final class Written {
  private static final int SHOWN_SIGNS = 60;
  private static final List<String> NOTHING = List.of("", "null", "~");

  /// Parses one document.
  ///
  /// @return empty if there is nothing in it, or if the syntax is wrong, which is then reported
  static Optional<Node> parse(String text, Place top) {
    var settings = LoadSettings.builder().setLabel(top.file().name()).build();
    try {
      return new Compose(settings).composeString(text).filter(node -> !isNothing(node));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
      top.onLine(line).problem("not YAML: " + oneLine(e.getProblem()), "valid YAML");
    } catch (YamlEngineException e) {
      top.problem("not YAML: " + oneLine(String.valueOf(e.getMessage())), "valid YAML");
    }
    return Optional.empty();
  }

  /// The line a node begins on, from 1.
  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  /// Whether the key is written but nothing follows it, as when all that follows is commented out.
  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && NOTHING.contains(scalar.getValue());
  }

  /// What stands there, for an error: the value in quotes, at most sixty signs of it.
  static String describe(Node node) {
    return switch (node) {
      case MappingNode _ -> "keys";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when isNothing(scalar) -> "nothing";
      case ScalarNode scalar -> quote(scalar.getValue());
      default -> "something else";
    };
  }

  static String quote(String value) {
    String line = oneLine(value);
    return line.length() <= SHOWN_SIGNS
        ? "\"" + line + "\""
        : "\"" + line.substring(0, SHOWN_SIGNS) + "...\"";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private Written() {}
}

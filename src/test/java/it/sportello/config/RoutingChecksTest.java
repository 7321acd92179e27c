package it.sportello.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.config.yaml.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules for new contacts that contradict themselves, or that nobody could ever satisfy.
final class RoutingChecksTest {
  @TempDir private Path root;
  private Path directory = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    directory = ShippedFiles.copyTo(root);
  }

  private List<String> errorsWith(String... rules) throws IOException {
    Files.writeString(
        directory.resolve("queues.yaml"),
        "\npriorities:\n  - " + String.join("\n  - ", rules) + "\n",
        StandardOpenOption.APPEND);
    return switch (Configuration.load(directory)) {
      case Configuration.Loaded _ -> List.of();
      case Configuration.Broken broken ->
          broken.errors().stream()
              .map(ConfigError::toString)
              .map(RoutingChecksTest::place)
              .toList();
    };
  }

  /// The line is somebody else's matter.
  private static String place(String error) {
    return error.substring(error.indexOf(' ') + 1);
  }

  @Test
  void aRuleThatSomebodyCanSatisfyIsRight() throws IOException {
    assertEquals(
        List.of(),
        errorsWith(
            "{name: a, senders: ['*@x.example'], skills: {inglese: 3}, exclude: [anna], priority:"
                + " 2}",
            "{name: b, keywords: [diffida], operator: bruno}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {name: a, senders: [x], skills: {inglese: 5}} | priorities[0].skills.inglese: 5 (expected: a level that an operator has in operators.yaml)
          {name: a, senders: [x], exclude: [anna, bruno, carla]} | priorities[0].exclude: everybody who serves a queue (expected: somebody who is left)
          {name: a, senders: [x], operator: anna, exclude: [anna]} | priorities[0]: operator and exclude name the same person (expected: one or the other)
          {name: a, priority: 1} | priorities[0]: no condition (expected: channels, via, senders or keywords)
          {name: a, senders: [x]} | priorities[0]: nothing follows (expected: priority, skills, operator or exclude)
          """)
  void saysWhatCanNeverBe(String rule, String expected) throws IOException {
    assertEquals(List.of(expected), errorsWith(rule));
  }

  @Test
  void namesAreUnique() throws IOException {
    assertEquals(
        List.of("priorities[1].name: a (expected: a name of its own)"),
        errorsWith("{name: a, senders: [x], priority: 1}", "{name: a, senders: [y], priority: 1}"));
  }
}

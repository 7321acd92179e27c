package it.sportello.web.api;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.web.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// What the console is tested with is what the server says: each sample of the contract, read as
/// the server's shape and written again, is the same sample.
final class ContractSamplesTest {
  private static final Path SAMPLES = Path.of("docs/contract/samples");
  private static final Map<String, Class<?>> SHAPES =
      Map.ofEntries(
          entry("card", Shapes.Card.class),
          entry("composing", PreparedApi.Composing.class),
          entry("detail", Shapes.Detail.class),
          entry("message", Shapes.Message.class),
          entry("intake", Shapes.IntakePage.class),
          entry("receipts", ReceiptsApi.Receipts.class),
          entry("reconciliation", ReconciliationApi.Reconciled.class),
          entry("escalation", Shapes.Escalation.class),
          entry("queue", Shapes.Queue.class),
          entry("operator", Shapes.Operator.class),
          entry("supervisions", SupervisionApi.Sessions.class));

  static Stream<Path> samples() throws IOException {
    try (var files = Files.list(SAMPLES)) {
      return files.filter(file -> SHAPES.containsKey(shape(file))).sorted().toList().stream();
    }
  }

  private static String shape(Path file) {
    return file.getFileName().toString().split("[-.]", 2)[0];
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isWhatTheServerWrites(Path file) throws IOException {
    byte[] sample = Files.readAllBytes(file);
    Class<?> shape = SHAPES.getOrDefault(shape(file), Object.class);
    String written = Json.writeText(Json.read(sample, shape));
    assertEquals(JsonMapper.shared().readTree(sample), JsonMapper.shared().readTree(written));
  }

  @org.junit.jupiter.api.Test
  void hasSamplesOfEveryShape() throws IOException {
    assertTrue(samples().map(ContractSamplesTest::shape).distinct().count() == SHAPES.size());
  }
}

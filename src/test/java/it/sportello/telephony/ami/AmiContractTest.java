package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The shipped configuration and the document say the same.
class AmiContractTest {
  private static final Path CONFIG = Path.of("config/asterisk");

  @Test
  void theDocumentListsExactlyTheEventsThatAsteriskSends() throws IOException {
    Set<String> sent = found(CONFIG.resolve("manager.conf"), "(?m)^eventfilter.*name\\((\\w+)\\)");
    String events = Files.readString(Path.of("docs/contract/ami.md"));
    events = events.substring(events.indexOf("## Events"), events.indexOf("## Actions"));
    assertFalse(sent.isEmpty());
    assertEquals(sent, found(events, "(?m)^\\| `(\\w+)` "));
  }

  @Test
  void noSecretIsShipped() throws IOException {
    try (var files = Files.list(CONFIG)) {
      Set<String> secrets =
          files
              .filter(f -> f.toString().endsWith(".conf"))
              .flatMap(f -> found(f, "(?mi)^\\s*((?:secret|password)\\s*=.*)$").stream())
              .collect(Collectors.toSet());
      assertEquals(Set.of(), secrets);
    }
  }

  private static Set<String> found(Path file, String pattern) {
    try {
      return found(Files.readString(file), pattern);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(r -> r.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

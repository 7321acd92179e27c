package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final Pattern ADDRESS = Pattern.compile("\"(/api/v1/[^\"]*)\"");

  @Test
  void describesEveryAddressAndInventsNone() throws IOException {
    var inCode = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java/it/sportello"))) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        var found = ADDRESS.matcher(Files.readString(file));
        while (found.find()) {
          inCode.add(found.group(1));
        }
      }
    }
    var described = new TreeSet<String>();
    JsonNode api =
        JsonMapper.shared().readTree(Files.readString(Path.of("src/main/resources/openapi.json")));
    described.addAll(api.path("paths").propertyNames());
    assertEquals(described, inCode);
  }
}

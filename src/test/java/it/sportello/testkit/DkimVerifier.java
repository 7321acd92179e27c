package it.sportello.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Says whether a message's signature is valid, with a program that is not ours.
public final class DkimVerifier {
  private static final String SCRIPT = "src/test/python/verify_dkim.py";

  /// Debian's Python, whatever else is called so: the library is installed for that one.
  private static final String PYTHON = "/usr/bin/python3";

  private DkimVerifier() {}

  /// Skips the test where the program is not installed, and fails it with CI=true.
  public static void require() throws IOException {
    String missing =
        Files.isExecutable(Path.of(PYTHON)) ? output(List.of(PYTHON, SCRIPT, "check")) : PYTHON;
    if (missing.isEmpty()) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("missing: " + missing);
    }
    abort("missing: " + missing);
  }

  /// What the program says: `valid`, or `invalid` and why.
  ///
  /// @param records the DNS: `name=text`
  public static String verdict(byte[] message, String... records) throws IOException {
    Path file = Files.createTempFile("dkim-", ".eml");
    try {
      Files.write(file, message);
      var command = new ArrayList<>(List.of(PYTHON, SCRIPT, file.toString()));
      command.addAll(List.of(records));
      return output(command);
    } finally {
      Files.delete(file);
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var said = process.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}

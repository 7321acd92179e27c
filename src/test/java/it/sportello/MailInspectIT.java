package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.TnefFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command as whoever runs it sees it: its output is JSON, and nothing else is said about files
/// that can be read, whatever libraries think of what is in them.
final class MailInspectIT {
  private static final int BINARY = 0x0102;
  private static final int LONG = 0x0003;

  @TempDir private Path directory;

  private record Said(int exit, List<JsonNode> objects, String errors) {}

  private Said inspect(Path... files) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // the program's own, not that of the tests
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "it.sportello.Main",
                "mail",
                "inspect"));
    for (Path file : files) {
      command.add(file.toString());
    }
    File out = directory.resolve("out.txt").toFile();
    File errors = directory.resolve("errors.txt").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(errors).start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    } finally {
      process.destroyForcibly();
    }
    var objects = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(out.toPath())) {
      assertTrue(line.startsWith("{"), line);
      objects.add(JsonMapper.shared().readTree(line));
    }
    return new Said(process.exitValue(), objects, Files.readString(errors.toPath()));
  }

  private Path mail(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text.replace("\n", "\r\n"));
  }

  private Path packed(String name, byte[] tnef) throws IOException {
    return mail(
        name,
        """
        From: anna@example.it
        Subject: allegati
        MIME-Version: 1.0
        Content-Type: application/ms-tnef; name="winmail.dat"
        Content-Transfer-Encoding: base64

        """
            + Base64.getMimeEncoder().encodeToString(tnef)
            + "\n");
  }

  @Test
  void saysNothingBesideItsJson() throws IOException, InterruptedException {
    byte[] pdf = "%PDF-1.4".getBytes(StandardCharsets.US_ASCII);
    Path plain = mail("plain.eml", "From: anna@example.it\nSubject: ciao\n\ntesto\n");
    Path whole = packed("whole.eml", new TnefFile().file("modulo.pdf", pdf).bytes());
    Path odd =
        packed(
            "odd.eml",
            new TnefFile()
                .property(LONG, 0x7FF1, new byte[] {1, 0, 0, 0})
                .property(0x0FFF, 0x7FF2, new byte[] {1, 0, 0, 0})
                .property(BINARY, 0x1009, new byte[] {1, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4})
                .file("modulo.pdf", pdf)
                .bytes());
    byte[] bytes = new TnefFile().file("modulo.pdf", pdf).bytes();
    Path cut = packed("cut.eml", java.util.Arrays.copyOf(bytes, bytes.length - 9));
    Path empty = Files.createFile(directory.resolve("empty.eml"));

    Said said = inspect(plain, whole, odd, cut, empty);

    assertEquals("", said.errors());
    assertEquals(0, said.exit());
    assertEquals(5, said.objects().size());
    List<String> names =
        said.objects()
            .get(1)
            .get("attachments")
            .valueStream()
            .map(a -> a.get("name").asString())
            .toList();
    assertEquals(List.of("winmail.dat", "modulo.pdf"), names);
  }

  @Test
  void saysWhatCannotBeReadAndGoesOn() throws IOException, InterruptedException {
    Path plain = mail("plain.eml", "From: anna@example.it\nSubject: ciao\n\ntesto\n");
    Said said = inspect(directory.resolve("missing.eml"), plain);
    assertEquals(1, said.exit());
    assertEquals(1, said.objects().size());
    assertTrue(said.errors().contains("missing.eml: cannot be read"), said.errors());
  }
}

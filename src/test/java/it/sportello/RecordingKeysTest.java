package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.store.file.KeysLost;
import it.sportello.testkit.Center;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A file of keys that is lost is never replaced in silence.
class RecordingKeysTest {
  @TempDir private Path directory;
  private Path key;
  private Path recording;

  @BeforeEach
  void layOut() {
    // beside the configuration, as shipped
    key = directory.resolve("data/keys/recordings");
    recording = directory.resolve("data/recordings/d1234/12345678-1.sealed");
  }

  private void recorded() throws IOException {
    Files.createDirectories(recording.getParent());
    Files.writeString(recording, "sealed");
  }

  @Test
  void theFirstStartMakesAKeyAndOneThatIsLostLaterStopsTheNext() throws IOException {
    Center.start(directory, Optional.empty()).close();
    assertTrue(Files.exists(key));
    recorded();
    Files.delete(key);
    KeysLost lost = assertThrows(KeysLost.class, () -> Center.again(directory));
    assertTrue(lost.toString().contains("the 1 recordings"), lost::toString);
    assertTrue(lost.toString().contains(key.toString()), lost::toString);
    assertFalse(Files.exists(key));
    // an administrator who has no copy decides to go on
    assertEquals(0, run("recordings", "new-key", key.toString()).exit());
    Center.again(directory).close();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theCommandLineSaysWhatToDo() throws IOException {
    Center.copy(Path.of("config"), directory.resolve("config"));
    Center.copy(Path.of("knowledge-base"), directory.resolve("knowledge-base"));
    String config = directory.resolve("config").toString();
    String data = directory.resolve("data").toString();
    assertEquals(0, run("check-config", config, "--data", data).exit());
    recorded();
    Said checked = run("check-config", config, "--data", data);
    assertEquals(1, checked.exit());
    assertTrue(checked.words().startsWith("recordings.key: the file " + key), checked::words);
    assertTrue(checked.words().contains("sportello recordings new-key"), checked::words);
    Said served = run("serve", "--config", config, "--data", data);
    assertEquals(1, served.exit());
    assertEquals(checked.words(), served.words());
    assertFalse(Files.exists(directory.resolve("data/journal")));
  }

  private record Said(int exit, String words) {}

  private static Said run(String... arguments) {
    PrintStream before = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int exit = new CommandLine(new Main()).execute(arguments);
      return new Said(exit, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }
}
